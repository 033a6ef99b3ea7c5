import { lazy, type ComponentType } from 'react';
import type { NounName } from '../nouns/noun.js';

/** What the pages of a noun hold of its own. */
export interface NounParts {
  /** On a record's page, beside its fields: what customers have a timeline and notes for. */
  readonly Main?: ComponentType;
  /** Beside a record's name. */
  readonly Actions?: ComponentType;
  /** On every page: asks what a change needs to know before it is made. */
  readonly Asking?: ComponentType;
}

const Asking = lazy(async () => ({ default: (await import('../sales/sales-asking.js')).SalesAsking }));

const parts: Partial<Record<NounName, NounParts>> = {
  lead: {
    Main: lazy(async () => ({ default: (await import('../sales/lead-main.js')).LeadMain })),
    Actions: lazy(async () => ({ default: (await import('../sales/lead-actions.js')).LeadActions })),
    Asking,
  },
  deal: { Main: lazy(async () => ({ default: (await import('../sales/deal-main.js')).DealMain })), Asking },
};
const none: NounParts = {};

/** The parts that a noun's pages have of their own; they load with the page. */
export function partsOf(noun: NounName): NounParts {
  return parts[noun] ?? none;
}
