import type { Principal } from '@rapport/kernel';
import { owned, type Ownership } from './ownership.js';
import { arranged, type Point } from './point.js';

/** What the rules of a company look at. */
export interface CompanyFacts extends Ownership {
  readonly emails: readonly Point[];
  readonly phones: readonly Point[];
}

/** A new company, owned by whoever added it. */
export function newCompany<T extends CompanyFacts>(draft: T, by: Principal): T {
  return changedCompany(owned(draft, by));
}

/** A company after a change, with everything that follows from it. */
export function changedCompany<T extends CompanyFacts>(company: T): T {
  return { ...company, emails: arranged(company.emails), phones: arranged(company.phones) };
}
