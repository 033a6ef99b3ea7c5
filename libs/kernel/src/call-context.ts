import type { TenantId } from './ids.js';
import type { Principal } from './principal.js';
import type { Rights } from './rights.js';
import type { Locale } from './sentence.js';

/** W3C trace context as it travels in headers. */
export interface TraceHeaders {
  readonly traceparent?: string;
  readonly tracestate?: string;
}

/** A write that must happen once, however often it is sent. The serving chain makes it; the unit of work honours it. */
export interface Command {
  /** The caller's `Idempotency-Key`. */
  readonly key: string;
  /** SHA-256 of the rpc's name and its request bytes: the same key with another fingerprint is a mistake. */
  readonly fingerprint: Uint8Array;
  /** The rpc's answer as bytes and back, so that the first answer can be kept and given again. */
  encode(answer: unknown): Uint8Array;
  decode(bytes: Uint8Array): unknown;
}

/** Everything a handler knows about the call it serves, first parameter of every rpc. */
export interface CallContext {
  /** Full name of the rpc (`rapport.accounts.v1.ContactService/CreateContact`), event handler or job. */
  readonly name: string;
  readonly principal: Principal;
  readonly tenant: TenantId;
  /** The principal's rights, for row and field decisions; the rpc's own permission was checked before. */
  readonly rights: Rights;
  readonly locale: Locale;
  readonly trace: TraceHeaders;
  /** After this instant nobody waits for the answer. */
  readonly deadline: Date;
  /** Aborted at the deadline, or when the caller leaves. */
  readonly signal: AbortSignal;
  /** Present when the caller sent an `Idempotency-Key`. */
  readonly command?: Command;
  /** Of work in bulk: to be awaited between two records, so that people who wait go first. */
  readonly giveWay?: () => Promise<void>;
  /** Notes that travel back beside the answer, for the door to turn into headers. */
  readonly notes: AnswerNotes;
}

/** What a handler lets the door know beside the answer. */
export interface AnswerNotes {
  /** The answer was kept from the first time this command ran. */
  replayed?: boolean;
  /** The record did not exist before: the door says 201. */
  created?: boolean;
}

/** What may be told otherwise of a call; `command: undefined` takes the command away. */
export type CallChange = Partial<Omit<CallContext, 'command'>> & { readonly command?: Command | undefined };

/** The same call with some of it told otherwise. Not a copy by `...`: that leaves behind what is made when it is asked for, as `signal` is. */
export function callWith(call: CallContext, change: CallChange): CallContext {
  return Object.create(call, Object.getOwnPropertyDescriptors(change)) as CallContext;
}

/**
 * The call for rpcs of several units of work, which are the same when they are sent again, and for answers that are never given twice: without the key by which one
 * would be kept.
 */
export function withoutCommand(call: CallContext): CallContext {
  return callWith(call, { command: undefined });
}
