import { FixedClock, UuidIds } from '@rapport/kernel';
import { openTestDatabase, type TestDatabase } from '@rapport/testing';
import { schemaOf, UnitOfWork, type AnswerSealer, type Database, type ServiceSchema } from '../index.js';

/** Turns bytes over, so that a spec can tell whether something went through it. */
export const turning: AnswerSealer = {
  seal: async (_, bytes) => bytes.map((byte) => byte ^ 0xff),
  open: async (_, bytes) => bytes.map((byte) => byte ^ 0xff),
};

/** A service's unit of work on a fresh database. */
export interface OpenedWork {
  readonly db: TestDatabase;
  readonly work: UnitOfWork;
  readonly names: ServiceSchema;
  readonly clock: FixedClock;
}

/** Opens the schema `accounts` with one more tenant table, `things (tenant_id, id text, n bigint)`. */
export async function openWork(kind: Database['kind'], poolSize?: number): Promise<OpenedWork> {
  const db = await openTestDatabase(kind, { services: { accounts: undefined }, ...(poolSize ? { poolSize } : {}) });
  await db.asOwner(`create table accounts.things (tenant_id text not null, id text not null, n bigint not null default 0, primary key (tenant_id, id));
    alter table accounts.things enable row level security, force row level security;
    create policy tenant on accounts.things using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));`);
  const names = schemaOf('accounts');
  const clock = new FixedClock(new Date());
  const work = new UnitOfWork({ db, names, clock, ids: new UuidIds(), sealer: turning, unique: { things_pkey: { noun: 'thing', field: 'id' } } });
  return { db, work, names, clock };
}
