import { ConnectionError, ProblemError } from '@rapport/contracts/client';
import { useRef } from 'react';

interface Named {
  readonly content: string;
  readonly key: string;
}

interface KeyedWrite {
  /**
   * Names a write: the same content keeps its `Idempotency-Key` while it is uncertain whether it was done, so that a second try never does it twice.
   * Changed content, or a definite answer, makes a new key.
   */
  write<T>(content: unknown, send: (sending: Sending) => Promise<T>): Promise<T>;
  /** Gives up what is still being sent, or kept until it can be. */
  discard(): void;
}

/** What a call that writes is given. */
interface Sending {
  readonly idempotencyKey: string;
  readonly signal: AbortSignal;
}

/** The writes of one form. They go on when the form is gone, unless they are discarded. */
export function useKeyedWrite(): KeyedWrite {
  const named = useRef<Named | undefined>(undefined);
  const sending = useRef<AbortController | undefined>(undefined);
  return {
    discard: () => sending.current?.abort(),
    write: async (content, send) => {
      const text = JSON.stringify(content, (_name, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
      if (named.current?.content !== text) named.current = { content: text, key: newKey() };
      sending.current = new AbortController();
      try {
        const answer = await send({ idempotencyKey: named.current.key, signal: sending.current.signal });
        named.current = undefined;
        return answer;
      } catch (thrown) {
        if (!sending.current.signal.aborted && !isUncertain(thrown)) named.current = undefined;
        throw thrown;
      }
    },
  };
}

function isUncertain(thrown: unknown): boolean {
  if (thrown instanceof ProblemError) return thrown.status === 429 || thrown.status === 503 || thrown.status === 504 || thrown.reason === 'KEY_IN_FLIGHT';
  return thrown instanceof ConnectionError;
}

function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
