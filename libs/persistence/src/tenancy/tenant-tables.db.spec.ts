import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callOf, databaseKinds, type TestDatabase } from '@rapport/testing';
import { assertTenantTablesForced, openTenantTables, type UnitOfWork } from '../index.js';
import { openWork } from '../work/work.fixture.js';

describe.each(databaseKinds)('Tenants on the %s database', (kind) => {
  let db: TestDatabase;
  let work: UnitOfWork;

  beforeAll(async () => {
    ({ db, work } = await openWork(kind, 4));
  });
  afterAll(() => db.close());

  /** 200 clients of two tenants write and read at once; answers how many rows of somebody else they saw. */
  async function foreignRowsSeen(): Promise<number> {
    const client = async (i: number) => {
      const tenant = i % 2 ? 'acme' : 'globex';
      await work.run(callOf({ tenant, deadline: new Date(Date.now() + 60_000) }), (tx) =>
        tx.sql
          .insertInto('things')
          .values({ tenant_id: tenant, id: `${tenant}-${i}-${Math.random()}` })
          .execute(),
      );
      const rows = await work.read(callOf({ tenant, deadline: new Date(Date.now() + 60_000) }), (tx) => tx.sql.selectFrom('things').selectAll().execute());
      expect(rows.some((row) => row.tenant_id === tenant)).toBe(true);
      return rows.filter((row) => row.tenant_id !== tenant).length;
    };
    return (await Promise.all(Array.from({ length: 200 }, (_, i) => client(i)))).reduce((a, b) => a + b);
  }

  it('see nothing of one another with 200 clients on four connections', async () => {
    expect(await foreignRowsSeen()).toBe(0);
  }, 60_000);

  it('would be seen to leak by this very test if one table’s row level security were off', async () => {
    await db.asOwner('alter table accounts.things disable row level security');
    expect(await foreignRowsSeen()).toBeGreaterThan(0);
    await expect(assertTenantTablesForced(db, 'accounts')).rejects.toThrow('things does not force row level security');
    await db.asOwner('alter table accounts.things enable row level security');
  }, 60_000);

  it('have every table of the platform behind a forced policy', async () => {
    await assertTenantTablesForced(db, 'accounts');
  });

  it.each([
    [
      'no tenant_id',
      'create table accounts.bad (id int primary key)',
      [
        'bad has no tenant_id not null',
        'bad has a primary key that does not begin with tenant_id',
        'bad does not force row level security',
        'bad has no policy by app.tenant for reading and writing, or one that lets more through',
      ],
    ],
    [
      'a policy for everybody',
      `create table accounts.bad (tenant_id text primary key); alter table accounts.bad enable row level security, force row level security;
      create policy a on accounts.bad using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true)); create policy b on accounts.bad using (true)`,
      ['bad has no policy by app.tenant for reading and writing, or one that lets more through'],
    ],
    [
      'row level security that its owner passes',
      `create table accounts.bad (tenant_id text primary key); alter table accounts.bad enable row level security;
      create policy a on accounts.bad using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true))`,
      ['bad does not force row level security'],
    ],
  ])('are found unprotected in a table with %s', async (_, statement, holes) => {
    await db.asOwner(statement);
    expect(await openTenantTables(db, 'accounts')).toEqual(holes);
    await db.asOwner('drop table accounts.bad');
  });

  it('cannot be reached without a tenant at all', async () => {
    const client = await db.pool.connect();
    await client.query(`begin; set local role rapport_accounts; set local search_path = accounts`);
    expect((await client.query('select * from things')).rows).toEqual([]);
    await client.query('rollback');
    client.release();
  });
});
