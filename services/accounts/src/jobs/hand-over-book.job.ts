import { Injectable } from '@nestjs/common';
import { BookHandedOverSchema, CompanyUpdatedSchema, ContactUpdatedSchema } from '@rapport/contracts';
import { Job, type JobHandler, type Running, type Tx } from '@rapport/persistence';
import { CustomerStores } from '../store/customer.stores.js';

/** Whose customers go to whom. */
export interface HandOver {
  readonly fromUserId: string;
  readonly toUserId: string;
  /** Empty: each customer stays with its team. */
  readonly toTeamId: string;
}

/** What people do meanwhile waits for the locks of one portion. */
const portion = 20;
const nouns = ['contact', 'company'] as const;

/** Gives every customer of one colleague to another, a portion at a time, each with its version, audit and event. */
@Injectable()
@Job('hand-over-book')
export class HandOverBook implements JobHandler<HandOver> {
  constructor(private readonly customers: CustomerStores) {}

  async *run(job: Running<HandOver>) {
    for (const noun of nouns) {
      for (let number = 1; ; number += 1) {
        // Undefined when this portion was done before the job was resumed: then there may be more.
        let left: number | undefined;
        yield* job.commit(`${noun} ${number}`, async (tx) => {
          left = await this.handOver(tx, noun, job.input);
        });
        if (left === 0) break;
      }
    }
    yield* job.commit('tell', (tx) => this.tell(tx, job.input));
  }

  /** Hands one portion over; says how many there were. */
  private async handOver(tx: Tx, noun: 'contact' | 'company', input: HandOver): Promise<number> {
    const store = this.customers.of(noun);
    const ids = await store.idsOwnedBy(tx, input.fromUserId, portion);
    const changed = noun === 'contact' ? ContactUpdatedSchema : CompanyUpdatedSchema;
    for (const id of ids) {
      const { after, fields } = await store.hand(tx, id, input.toUserId, input.toTeamId);
      if (fields.length > 0) tx.say(changed, { [`${noun}Id`]: id, fields: [...fields], origin: 'hand-over' }, { owner: after.ownerId, team: after.teamId });
    }
    return ids.length;
  }

  private async tell(tx: Tx, { fromUserId, toUserId }: HandOver): Promise<void> {
    const [contacts, companies] = await Promise.all([this.customers.contacts.countOwnedBy(tx, toUserId), this.customers.companies.countOwnedBy(tx, toUserId)]);
    tx.say(BookHandedOverSchema, { fromUserId, toUserId, contacts, companies });
  }
}
