import { ConnectionError, ProblemError } from '@rapport/contracts/client';
import { useRef } from 'react';

interface Named {
  readonly content: string;
  readonly key: string;
}

/**
 * Names a write: the same content keeps its `Idempotency-Key` while it is uncertain whether it was done, so that a second try never does it twice.
 * Changed content, or a definite answer, makes a new key.
 */
export function useKeyedWrite(): <T>(content: unknown, write: (idempotencyKey: string) => Promise<T>) => Promise<T> {
  const named = useRef<Named | undefined>(undefined);
  return async (content, write) => {
    const text = JSON.stringify(content);
    if (named.current?.content !== text) named.current = { content: text, key: newKey() };
    try {
      const answer = await write(named.current.key);
      named.current = undefined;
      return answer;
    } catch (thrown) {
      if (!isUncertain(thrown)) named.current = undefined;
      throw thrown;
    }
  };
}

function isUncertain(thrown: unknown): boolean {
  if (thrown instanceof ProblemError) return thrown.status === 429 || thrown.status === 503 || thrown.status === 504 || thrown.reason === 'KEY_IN_FLIGHT';
  return thrown instanceof ConnectionError;
}

function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
