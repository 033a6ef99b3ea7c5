import { SearchService, type PlainOf, type CompanySchema, type ContactSchema, type SuggestRequest } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import { CustomerStores } from '../store/customer.stores.js';

@Serves(SearchService)
export class SearchApi implements Serving<typeof SearchService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly customers: CustomerStores,
  ) {}

  suggest(call: CallContext, { typed, nouns, limit }: SuggestRequest) {
    const wanted = this.customers.readable(call, nouns);
    const most = limit || 10;
    return this.work.read(call, async (tx) => {
      // Asked at the same time, both are one round trip.
      const [people, companies] = await Promise.all([
        wanted.includes('contact') ? this.customers.contacts.suggest(tx, typed, most) : [],
        wanted.includes('company') ? this.customers.companies.suggest(tx, typed, most) : [],
      ]);
      return { suggestions: interleaved(people.map(personOf), companies.map(companyOf)).slice(0, most) };
    });
  }
}

interface Suggestion {
  readonly noun: string;
  readonly id: string;
  readonly title: string;
  readonly hint: string;
}

function personOf({ id, displayName, emails, phones }: PlainOf<typeof ContactSchema>): Suggestion {
  return { noun: 'contact', id, title: displayName ?? '', hint: emails?.[0]?.value ?? phones?.[0]?.value ?? '' };
}

function companyOf({ id, name, emails, phones }: PlainOf<typeof CompanySchema>): Suggestion {
  return { noun: 'company', id, title: name ?? '', hint: emails?.[0]?.value ?? phones?.[0]?.value ?? '' };
}

/** The best of both first: neither kind hides the other. */
function interleaved<T>(first: readonly T[], second: readonly T[]): T[] {
  return Array.from({ length: Math.max(first.length, second.length) }).flatMap((_, at) => [first[at], second[at]].filter((one) => one !== undefined));
}
