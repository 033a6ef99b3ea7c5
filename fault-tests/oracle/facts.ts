import type { ServiceFacts } from './services.js';

/** A record that a run's commands made, as the database has it. */
export interface RecordFact {
  readonly id: string;
  readonly version: number;
  /** The mark of the command that made it. */
  readonly made: string;
}

/** One committed version of a record, noted in the transaction that wrote it. */
export interface VersionFact {
  readonly recordId: string;
  readonly version: number;
  /** The mark of the command that wrote it; empty when it bears none. */
  readonly mark: string;
}

/** What a client is shown of a record, or of an earlier version of it. */
export interface ShownFact {
  readonly recordId: string;
  readonly version: number;
  /** Whether it was shown at all, and with which status. */
  readonly status: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** An event that a consumer hears, as its outbox has it. */
export interface EventFact {
  readonly id: string;
  /** The aggregate, which for the run's records is the record. */
  readonly recordId: string;
  /** `ContactCreated` */
  readonly type: string;
  readonly version: number;
  readonly isPublished: boolean;
}

/** One time that an event took effect, in the order of the commits. */
export interface EffectFact {
  readonly eventId: string;
  readonly order: number;
}

/** What the oracle read after the system came to rest. The run's records and their versions; everything else is of the whole installation, whoever caused it. */
export interface Facts {
  readonly records: readonly RecordFact[];
  readonly versions: readonly VersionFact[];
  /** Some of the records, and some of their earlier versions, spread over the run. */
  readonly shown: readonly ShownFact[];
  readonly events: readonly EventFact[];
  readonly effects: readonly EffectFact[];
  /** Consumers, and the type of an event that each hears and has no word of in its inbox, once for each event. */
  readonly unheard: readonly string[];
  /** Events of any service that wait for the broker. */
  readonly waiting: number;
  /** Times that one relay took an event which another still held. */
  readonly stolen: number;
  /** Ids of the events that the broker keeps; nothing where it cannot be looked into. */
  readonly inBroker?: ReadonlySet<string>;
  readonly deadLetters: number;
  /** The same asked of every service, where every service runs. */
  readonly services?: ServiceFacts;
  /** Where personal data stood in the clear. */
  readonly leaks: readonly string[];
}
