import type { Envelope, KeptEnvelope } from './envelope.js';
import type { Leaving } from './leaving.js';
import type { StreamLife } from '@rapport/persistence';

/** How long to wait for an answer, and when to stop early. */
export interface RequestOptions {
  readonly deadline: Date;
  readonly signal?: AbortSignal | undefined;
}

/** Ends what was started: takes nothing new, and resolves when what is in flight has finished. */
export type Closing = () => Promise<void>;

/**
 * Answers one request: with one message, or with many that the broker carries in order. Errors are messages too; what it throws is told as `internal`.
 * The broker says `leaving` when the caller left; the answerer may say so itself, at the deadline.
 */
export type Answerer = (message: Envelope, leaving: Leaving) => Promise<Envelope | AsyncIterable<Envelope>>;

/** A durable position in a stream, shared by everybody who consumes under its name. */
export interface ConsumerSpec {
  /** Letters, digits, `-` and `_`. Stays when processes come and go. */
  readonly name: string;
  /** The subjects it gets, such as `event.rapport.accounts.v1.ContactCreated`; it starts at the first message kept. */
  readonly subject: string;
  /** Messages handed out and not yet settled, here: the rest waits in the broker. */
  readonly window: number;
  /** How long a message may stay unsettled without a sign of life before somebody else gets it. The broker signals for a handler that still runs. */
  readonly ackWaitMs: number;
}

/** How a stream ends. */
export interface Newest {
  readonly stream: string;
  /** Nothing when it is empty. */
  readonly message?: KeptEnvelope;
}

/** One message handed to a consumer. */
export interface Delivery extends KeptEnvelope {
  /** The message's id as published. */
  readonly id: string;
  /** 1 the first time; counts every handing out, also those that ended in a crash. */
  readonly attempt: number;
}

/** What became of a delivery: settled, to be handed out again after a while, or settled without success because it lies elsewhere now. */
export type Verdict = { readonly kind: 'done' } | { readonly kind: 'again'; readonly afterMs: number } | { readonly kind: 'dropped' };

/**
 * How messages travel. Two adapters keep the same promises (`broker.conformance.ts`): NATS with JetStream, and one inside the process.
 * Every message is a copy: nothing is shared by reference.
 */
export abstract class Broker {
  /**
   * Asks whoever serves the subject. Errors: `unavailable` NO_RESPONDER when nobody serves it, `deadline` DEADLINE_EXCEEDED,
   * `cancelled` CANCELLED when the signal fired, `too_large` BODY_TOO_LARGE, `unavailable` UNAVAILABLE when the broker is out of reach.
   */
  abstract request(message: Envelope, options: RequestOptions): Promise<Envelope>;
  /** The same with many answers. Leaving the loop stops the serving side; a slow reader slows it. */
  abstract stream(message: Envelope, options: RequestOptions): AsyncIterable<Envelope>;
  /** Serves a subject. Of all members of a queue, each request goes to one. */
  abstract serve(subject: string, queue: string, answer: Answerer): Promise<Closing>;
  /** Resolves once the broker keeps the message. The same id again, within the broker's memory of ids (at least two minutes), is kept once. */
  abstract publish(message: Envelope & { readonly id: string }): Promise<void>;
  /** Hands out what streams keep, each message to one of those who consume under the name, at least once, in the stream's order but not one by one. A handler that throws is a verdict `again`. */
  abstract consume(consumer: ConsumerSpec, handle: (delivery: Delivery) => Promise<Verdict>): Promise<Closing>;
  /** Shows every listener every message of the pattern (`event.>`), after a position that an earlier message had, or from now on. A position that is no longer known shows all that is kept. */
  abstract watch(pattern: string, after: string | undefined, see: (message: KeptEnvelope) => void): Promise<Closing>;
  /** Tells which life the stream of a subject is in: at once, and again whenever it may have been made anew, with its disk lost or by hand. In each life it is another. */
  abstract lifeOf(subject: string, told: (life: StreamLife) => void): Promise<Closing>;
  /** The stream of a subject and the newest message that it keeps. */
  abstract newest(subject: string): Promise<Newest>;
  /** What is kept under a pattern at this moment, oldest first. */
  abstract kept(pattern: string): AsyncIterable<KeptEnvelope>;
  /** Removes one kept message; false when it was not there. Throws `unavailable` when that cannot be told. */
  abstract discard(position: string): Promise<boolean>;
  /** Whether the broker answers; throws `unavailable` when not. */
  abstract ping(): Promise<void>;
  /** Takes nothing new, finishes what is in flight for at most `graceMs` (25 s), then closes. */
  abstract drain(graceMs?: number): Promise<void>;
}
