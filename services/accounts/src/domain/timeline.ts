/** A line in a customer's history before it is kept. `source` and `sourceId` name it, so that saying it twice changes nothing. */
export interface TimelineDraft {
  readonly subject: { readonly noun: string; readonly id: string };
  readonly kind: string;
  readonly occurredAt: Date;
  readonly source: string;
  readonly sourceId: string;
  readonly summary: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly actorId: string;
}

/** What the customer base itself says in a customer's timeline. `eventId` makes it the same entry however often the event comes; `part` tells the entries of one event apart. */
export function ownEntry(
  subject: TimelineDraft['subject'],
  kind: string,
  said: { eventId: string; part?: string; at: Date; by: string; facts?: Readonly<Record<string, string>> },
): TimelineDraft {
  const sourceId = said.part ? `${said.eventId}:${said.part}` : said.eventId;
  return { subject, kind, occurredAt: said.at, source: 'accounts', sourceId, summary: '', facts: said.facts ?? {}, actorId: said.by };
}
