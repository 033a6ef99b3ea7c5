import type { MoveDealFields } from '@rapport/contracts/client';
import { useSyncExternalStore } from 'react';
import { Unanswered } from '../states/unanswered.js';

/** What is missing for a move, and of what. */
export type Question =
  | { readonly about: 'reason'; readonly of: 'deal' | 'lead' }
  /** Fields that a stage requires, by the contract's names. */
  | { readonly about: 'fields'; readonly missing: readonly string[] }
  | { readonly about: 'conversion'; readonly leadId: string; readonly title: string };

/** What was said to it. */
export interface SaidReason {
  readonly reason: string;
  readonly note: string;
}

/** The deal's fields that were filled in. */
export type SaidFields = Partial<Omit<MoveDealFields, '$typeName' | '$unknown'>>;

/** How a lead shall become a customer. */
export interface SaidConversion {
  readonly withoutDeal: boolean;
  readonly dealTitle: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

interface Asked {
  readonly question: Question;
  readonly answer: (said: unknown) => void;
  readonly leave: () => void;
}

let asked: Asked | undefined;
const listeners = new Set<() => void>();

/** Asks on the open page, and waits for what is said. Throws `Unanswered`. */
export function ask<Said>(question: Question): Promise<Said> {
  asked?.leave();
  return new Promise((resolve, reject) => {
    const end = () => put(undefined);
    put({
      question,
      answer: (said) => (end(), resolve(said as Said)),
      leave: () => (end(), reject(new Unanswered())),
    });
  });
}

/** The question that is open. */
export function useAsked(): Asked | undefined {
  return useSyncExternalStore(
    (heard) => (listeners.add(heard), () => listeners.delete(heard)),
    () => asked,
  );
}

function put(next: Asked | undefined): void {
  asked = next;
  for (const heard of listeners) heard();
}
