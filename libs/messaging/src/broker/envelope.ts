/** One message on the wire. Header names are lower-case; values hold no line breaks. */
export interface Envelope {
  readonly subject: string;
  readonly headers: Headers;
  readonly data: Uint8Array;
}

/** Headers as they travel: one value a name. */
export type Headers = Readonly<Record<string, string>>;

/** A message that a stream keeps. */
export interface KeptEnvelope extends Envelope {
  /** Where it lies: opaque, ordered only by the broker that gave it. */
  readonly position: string;
}

/** The message byte by byte anew, so that nobody else can change it. */
export function copyOf(message: Envelope): Envelope {
  return { subject: message.subject, headers: { ...message.headers }, data: new Uint8Array(message.data) };
}

/** The names of every header that Rapport writes. */
export const header = {
  /** The message's id for the broker: a second message with the same one is dropped. */
  messageId: 'nats-msg-id',
  traceparent: 'traceparent',
  tracestate: 'tracestate',
  /** Signed principal, bound to the subject. */
  principal: 'rapport-principal',
  /** Milliseconds that the caller still waits; a duration, so that clocks need not agree. */
  deadline: 'rapport-deadline',
  locale: 'rapport-locale',
  /** The caller's `Idempotency-Key`. */
  key: 'rapport-key',
  /** `1`: the data is an error as JSON. */
  error: 'rapport-error',
  /** `1`: the answer was kept from the first time. */
  replayed: 'rapport-replayed',
  /** `1`: the record did not exist before. */
  created: 'rapport-created',
  /** The event's id, where it differs from the message's (a replay). */
  eventId: 'rapport-id',
  type: 'rapport-type',
  tenant: 'rapport-tenant',
  /** `contact/<id>` */
  aggregate: 'rapport-aggregate',
  /** The aggregate's version after this event. */
  version: 'rapport-version',
  /** JSON of {event type: last version} before this event. */
  heads: 'rapport-heads',
  /** JSON of {event type: when that version was, in milliseconds since 1970}. */
  headsAt: 'rapport-heads-at',
  /** RFC 3339 instant of the commit. */
  at: 'rapport-at',
  by: 'rapport-by',
  owner: 'rapport-owner',
  team: 'rapport-team',
  /** On a replay: the one consumer that it is for. */
  onlyFor: 'rapport-only-for',
  /** On a replay: how many there were. */
  replays: 'rapport-replays',
  /** On a dead letter: whose it is, where it came from, why, after how many attempts, when, and the SHA-256 of its data. */
  deadConsumer: 'rapport-dead-consumer',
  deadSubject: 'rapport-dead-subject',
  deadReason: 'rapport-dead-reason',
  deadAttempts: 'rapport-dead-attempts',
  deadAt: 'rapport-dead-at',
  deadHash: 'rapport-dead-hash',
} as const;
