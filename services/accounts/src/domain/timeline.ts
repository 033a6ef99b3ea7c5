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

/** An event as a line in a history. */
export interface SaidLine {
  readonly source: string;
  readonly eventId: string;
  /** Tells the lines of one event apart. */
  readonly part?: string | undefined;
  readonly at: Date;
  readonly by: string;
  readonly facts?: Readonly<Record<string, string>>;
}

/** What an event says in a customer's timeline. Its id makes it the same line however often the event comes. */
export function saidEntry(subject: TimelineDraft['subject'], kind: string, { source, eventId, part, at, by, facts = {} }: SaidLine): TimelineDraft {
  return { subject, kind, occurredAt: at, source, sourceId: part ? `${eventId}:${part}` : eventId, summary: '', facts, actorId: by };
}
