/** A record that a run's commands made, as the database has it. */
export interface RecordFact {
  readonly id: string;
  readonly version: number;
  /** The mark of the command that made it. */
  readonly made: string;
  /** The mark of the command that changed it last. */
  readonly changed?: string;
}

/** An event of such a record, as the outbox has it. */
export interface EventFact {
  readonly id: string;
  readonly recordId: string;
  readonly version: number;
  readonly isPublished: boolean;
}

/** One time that an event took effect, in the order of the commits. */
export interface EffectFact {
  readonly eventId: string;
  readonly order: number;
}

/** What the oracle read after the system came to rest. */
export interface Facts {
  readonly records: readonly RecordFact[];
  readonly events: readonly EventFact[];
  readonly effects: readonly EffectFact[];
  /** Times that one relay took an event which another still held. */
  readonly stolen: number;
  /** Ids of the events that the broker keeps; nothing where it cannot be looked into. */
  readonly inBroker?: ReadonlySet<string>;
  readonly deadLetters: number;
  /** Where personal data stood in the clear. */
  readonly leaks: readonly string[];
  /** Records that the API did not show as the database has them. */
  readonly misread: readonly string[];
}
