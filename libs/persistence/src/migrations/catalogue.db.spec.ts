import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databaseKinds, openTestDatabase, type TestDatabase } from '@rapport/testing';
import { breachesBetween, catalogueOf, type Catalogue } from '../index.js';

describe.each(databaseKinds)('what a released version could not live with, on the %s database', (kind) => {
  let db: TestDatabase;
  let released: Catalogue;

  beforeAll(async () => {
    db = await openTestDatabase(kind, { services: { desk: undefined } });
    await db.asOwner(`create table desk.cases (id int primary key, title text, weight int default 1);
      create function desk.close(id int) returns int language sql as 'select 1'; grant create on schema desk to current_user`);
    released = await catalogueOf(db);
  });
  afterAll(() => db.close());

  /** What a migration breaks; it is undone afterwards. */
  async function breachesOf(migration: string): Promise<string[]> {
    const client = await db.pool.connect();
    try {
      await client.query('begin');
      await client.query(migration);
      return breachesBetween(released, await catalogueOf({ ...db, pool: client as never }));
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  it.each([
    ['a column that is dropped', 'alter table desk.cases drop column title', 'desk.cases.title is gone'],
    ['a column that is renamed', 'alter table desk.cases rename column title to name', 'desk.cases.title is gone'],
    ['a table that is dropped', 'drop table desk.cases', 'desk.cases.id is gone'],
    ['another type', 'alter table desk.cases alter column weight type bigint', 'desk.cases.weight is bigint now'],
    ['a new column that must be given', 'alter table desk.cases add column team text not null', 'desk.cases.team must be given'],
    ['a value that is required now', 'alter table desk.cases alter column title set not null', 'desk.cases.title must be given'],
    [
      'a default that is taken away',
      'alter table desk.cases alter column weight set not null, alter column weight drop default',
      'desk.cases.weight must be given',
    ],
    ['a new check', 'alter table desk.cases add check (weight > 0)', 'desk.cases: CHECK'],
    ['a new uniqueness', 'create unique index on desk.cases (title)', 'desk.cases: unique title'],
    ['a function that is dropped', 'drop function desk.close', 'desk.close(id integer) is gone'],
  ])('is %s', async (_what, migration, breach) => {
    expect(await breachesOf(migration)).toContainEqual(expect.stringContaining(breach));
  });

  it.each([
    ['a new table with demands of its own', 'create table desk.queues (id int primary key, name text not null unique check (name > $$a$$))'],
    ['a new column that may be empty', 'alter table desk.cases add column team text'],
    ['a new column with a default', 'alter table desk.cases add column urgent boolean not null default false'],
    ['an index', 'create index on desk.cases (title)'],
    ['a demand that is taken away', 'alter table desk.cases drop constraint cases_pkey, alter column id drop not null'],
  ])('is not %s', async (_what, migration) => {
    expect(await breachesOf(migration)).toEqual([]);
  });
});
