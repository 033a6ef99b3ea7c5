import { NameService, type NamedRef, type NameRecordsRequest } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { ColleagueStore } from '../store/colleague.store.js';
import { CustomerStores } from '../store/customer.stores.js';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

@Serves(NameService)
export class NameApi implements Serving<typeof NameService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly customers: CustomerStores,
    private readonly colleagues: ColleagueStore,
  ) {}

  nameRecords(call: CallContext, { refs }: NameRecordsRequest) {
    return this.work.read(call, async (tx) => {
      // Asked at the same time, all are one round trip.
      const names = await Promise.all([this.people(tx, idsOf(refs, 'contact')), this.companies(tx, idsOf(refs, 'company')), this.colleaguesNamed(tx, refs)]);
      return { names: names.flat().filter(({ name }) => name !== '') };
    });
  }

  private async people(tx: Tx, ids: readonly string[]) {
    const people = await this.customers.contacts.some(tx, ids, new Set(['displayName'] as const));
    return people.map(({ id, displayName }) => ({ noun: 'contact', id, name: displayName ?? '' }));
  }

  private async companies(tx: Tx, ids: readonly string[]) {
    const companies = await this.customers.companies.some(tx, ids, new Set(['name'] as const));
    return companies.map(({ id, name }) => ({ noun: 'company', id, name: name ?? '' }));
  }

  private async colleaguesNamed(tx: Tx, refs: readonly NamedRef[]) {
    const ids = refs.filter(({ noun }) => noun === 'colleague').map(({ id }) => id);
    if (ids.length === 0 || !tx.call.rights.scope('teams.read')) return [];
    return (await this.colleagues.some(tx, ids)).map(({ id, displayName, username }) => ({ noun: 'colleague', id, name: displayName || username }));
  }
}

/** What is no id is nobody's. */
function idsOf(refs: readonly NamedRef[], wanted: string): string[] {
  return [...new Set(refs.filter(({ noun, id }) => noun === wanted && uuid.test(id)).map(({ id }) => id))];
}
