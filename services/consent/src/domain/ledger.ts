/** What a person can have said. */
export type Action = 'given' | 'withdrawn' | 'objected' | 'objection-lifted' | 'restricted' | 'unrestricted' | 'requested' | 'confirmed';

/** One thing that a person said, as far as it decides anything. */
export interface Entry {
  readonly id: string;
  /** Empty where it is about all processing. */
  readonly purpose: string;
  /** Empty for every channel of the purpose. */
  readonly channel: string;
  readonly action: Action;
  readonly language: string;
  readonly textVersion: number;
  readonly occurredAt: Date;
}

/** How things stand with a purpose on a channel, after all that was said. */
export interface Standing {
  /** The consent that was given and not taken back. */
  readonly consent?: Entry;
  /** A consent that was asked for and waits for its confirmation. */
  readonly pending?: Entry;
  readonly withdrawal?: Entry;
  readonly objection?: Entry;
  /** Nothing may be done with the person's data but what the law demands. */
  readonly restriction?: Entry;
}

/** What restricts comes after what allows, so that of two things said in the same instant the restricting one holds. */
const severity: Readonly<Record<Action, number>> = {
  unrestricted: 0,
  'objection-lifted': 1,
  requested: 2,
  given: 3,
  confirmed: 4,
  withdrawn: 5,
  objected: 6,
  restricted: 7,
};

/** What all that a person said amounts to, whatever the order in which it was written down: a paper of March counts before the call of May, though it was typed in June. */
export function standingOf(entries: readonly Entry[], purpose: string, channel: string): Standing {
  return entries
    .filter((entry) => concerns(entry, purpose, channel))
    .sort(inOrder)
    .reduce(after, {});
}

function concerns(entry: Entry, purpose: string, channel: string): boolean {
  return entry.purpose === '' || (entry.purpose === purpose && (entry.channel === '' || entry.channel === channel));
}

function inOrder(a: Entry, b: Entry): number {
  return a.occurredAt.getTime() - b.occurredAt.getTime() || severity[a.action] - severity[b.action] || (a.id < b.id ? -1 : Number(a.id > b.id));
}

function after(standing: Standing, entry: Entry): Standing {
  const { consent, pending, withdrawal, objection, restriction } = standing;
  const restricted = restriction && { restriction };
  switch (entry.action) {
    case 'given':
      return { consent: entry, ...restricted };
    case 'confirmed':
      // Confirmed is what was asked for, with the text that was shown then; a confirmation of nothing says nothing.
      return pending ? { consent: { ...entry, language: pending.language, textVersion: pending.textVersion }, ...restricted } : standing;
    case 'requested':
      return { ...standing, pending: entry };
    case 'withdrawn':
      return { withdrawal: entry, ...(objection && { objection }), ...restricted };
    case 'objected':
      return { ...standing, objection: entry };
    case 'objection-lifted':
      return { ...(consent && { consent }), ...(pending && { pending }), ...(withdrawal && { withdrawal }), ...restricted };
    case 'restricted':
      return { ...standing, restriction: entry };
    case 'unrestricted': {
      const { restriction: _, ...released } = standing;
      return released;
    }
  }
}
