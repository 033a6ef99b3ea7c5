import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TaskSchema } from '@rapport/contracts';
import { databaseKinds } from '@rapport/testing';
import type { PoolClient } from 'pg';
import { Records } from '../index.js';
import { anyPage, as, draft, openRecords, type OpenedRecords } from './records.fixture.js';

/** Five thousand contacts that nobody opens, so that reading all of them is not the cheapest way, each with a key and twenty tokens of its own. */
const crowd = `with made as (
    insert into accounts.contacts (tenant_id, id, version, display_name, tokens, created_at, updated_at)
      select 'acme', gen_random_uuid(), 1, '\\x00', array(select n * 100 + i from generate_series(1, 20) i), now(), now() from generate_series(1, 5000) n returning id),
  ranked as (insert into accounts.ranks (tenant_id, list, record_id, rank, waiting)
      select 'acme', 'contact.display_name', id, row_number() over () * 1000, false from made)
  insert into keyring.subject_keys (tenant_id, subject, generation, kek_id, wrapped) select 'acme', id::text, 1, 'none', '\\x00' from made`;

/** As many tasks, of fifty colleagues. */
const work = `with made as (
    insert into accounts.tasks (tenant_id, id, version, title, status, owner_id, due_at, created_at, updated_at)
      select 'acme', gen_random_uuid(), 1, '\\x00', 1, 'colleague-' || n % 50, now() + n * interval '1 hour', now(), now() from generate_series(1, 5000) n returning id)
  insert into keyring.subject_keys (tenant_id, subject, generation, kek_id, wrapped) select 'acme', id::text, 1, 'none', '\\x00' from made`;

/** Under row level security an index serves only what is known to leak nothing; whatever else is written in a query reads the whole table. ADR 0006. */
describe.each(databaseKinds)('Queries of records on the %s database', (kind) => {
  let opened: OpenedRecords;
  let id: string;
  const heard: string[] = [];
  const listened = new WeakSet<PoolClient>();

  beforeAll(async () => {
    opened = await openRecords(kind);
    ({ id } = await opened.work.run(as('manager'), (tx) => opened.contacts.insert(tx, draft({ familyName: 'Планова' }))));
    await opened.work.run(as('manager'), (tx) => opened.contacts.settle(tx, 100));
    await opened.db.asOwner(crowd);
    await opened.db.asOwner(work);
    await opened.db.asOwner('analyze accounts.tasks, accounts.contacts, accounts.ranks, keyring.subject_keys');
    opened.db.pool.on('acquire', listenTo);
  }, 60_000);
  afterAll(() => opened.db.close());

  function listenTo(client: PoolClient): void {
    if (listened.has(client)) return;
    listened.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    Object.assign(client, {
      query: (...args: unknown[]) => {
        if (typeof args[0] === 'string') heard.push(...args[0].split(';\n'));
        return query(...args);
      },
    });
  }

  /** How the query that reads contacts finds its rows; that the crowd’s envelopes do not open is of no matter. */
  async function planOf(ask: () => Promise<unknown>): Promise<string> {
    heard.length = 0;
    await ask().catch(() => undefined);
    const text = heard.find((one) => one.startsWith('select t.'))!;
    const client = await opened.db.pool.connect();
    try {
      await client.query(`begin; set local role rapport_accounts; set local app.tenant = 'acme'; set local search_path = accounts, public`);
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  const keyByIndex = /subject_keys_pkey.*\n.*Index Cond: .*subject = t\.key_subject/;

  it('find a person’s key by the keyring’s index', async () => {
    expect(await planOf(() => opened.work.read(as('manager'), (tx) => opened.contacts.get(tx, id)))).toMatch(keyByIndex);
  });

  it('read a page by name along its index', async () => {
    const plan = await planOf(() => opened.work.read(as('manager'), (tx) => opened.contacts.page(tx, { ...anyPage, orderBy: 'display_name' })));
    expect(plan).toContain('ranks_order');
    expect(plan).toMatch(keyByIndex);
    expect(plan).not.toContain('Sort');
  });

  it('read what somebody has to do by when, along an index', async () => {
    const tasks = new Records(TaskSchema, opened.parts);
    const mine = { ...anyPage, filter: 'owner_id = "colleague-7" AND status = "open" AND due_at < "2099-01-01"', orderBy: 'due_at' };
    const plan = await planOf(() => opened.work.read(as('manager'), (tx) => tasks.page(tx, mine)));
    expect(plan).toMatch(/tasks_owner[\s\S]*Index Cond: .*owner_id = /);
    expect(plan).not.toContain('Seq Scan');
  });

  it('look for what was typed in the index of tokens, where the database is told that this leaks nothing', async () => {
    const { rows } = await opened.db.pool.query<{ ok: boolean }>(
      `select proleakproof as ok from pg_proc where oid = 'pg_catalog.arraycontains(anyarray, anyarray)'::regprocedure`,
    );
    if (kind === 'embedded') expect(rows[0]!.ok).toBe(true);
    const plan = await planOf(() => opened.work.read(as('manager'), (tx) => opened.contacts.suggest(tx, 'План', 10)));
    expect(plan.includes('Bitmap Index Scan on contacts_tokens')).toBe(rows[0]!.ok);
  });
});
