import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fromBinary } from '@bufbuild/protobuf';
import { ContactCreatedSchema, ContactUpdatedSchema } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import { callOf, databaseKinds, type TestDatabase } from '@rapport/testing';
import { sql } from 'kysely';
import type { Tx, UnitOfWork } from '../index.js';
import { openWork } from './work.fixture.js';

const contactId = '01890000-0000-7000-8000-000000000001';

describe.each(databaseKinds)('UnitOfWork on the %s database', (kind) => {
  let db: TestDatabase;
  let work: UnitOfWork;

  beforeAll(async () => {
    ({ db, work } = await openWork(kind));
  });
  afterAll(() => db.close());

  const put = (tx: Tx, id: string) => tx.sql.insertInto('things').values({ tenant_id: tx.call.tenant, id }).execute();
  const found = (id: string) => work.read(callOf(), (tx) => tx.sql.selectFrom('things').selectAll().where('id', '=', id).execute());
  const countOf = async (table: string) => (await db.asOwner(`select count(*)::int n from accounts.${table}`))[0]!.n;

  it('commits state, events, audit and versions together', async () => {
    await work.run(callOf(), async (tx) => {
      await put(tx, 'together');
      tx.say(ContactCreatedSchema, { contactId, source: 'spec' }, { owner: 'sofia' });
      tx.say(ContactUpdatedSchema, { contactId, fields: ['source'] });
      tx.audit({ action: 'thing.create', noun: 'thing', ids: ['together'], fields: ['id'] });
      tx.remember({ noun: 'thing', id: contactId, version: 1n, by: 'sofia', sealed: Buffer.from('\\x00sealed') });
    });
    const rows = await db.asOwner(`select type, version, heads, owner, payload, by from accounts.outbox where aggregateid = $1 order by version`, [contactId]);
    expect(rows).toMatchObject([
      { type: 'rapport.accounts.v1.ContactCreated', version: 1n, heads: {}, owner: 'sofia', by: 'sofia' },
      { type: 'rapport.accounts.v1.ContactUpdated', version: 2n, heads: { 'rapport.accounts.v1.ContactCreated': 1 }, owner: null },
    ]);
    expect(fromBinary(ContactCreatedSchema, rows[0]!.payload as Uint8Array)).toMatchObject({ contactId, source: 'spec' });
    expect(await db.asOwner('select sealed from accounts.record_versions')).toEqual([{ sealed: Buffer.from('\\x00sealed') }]);
    expect(await countOf('audit_entries')).toBe(1);
  });

  it('undoes a part that failed alone, with what it said, and keeps the rest', async () => {
    const id = '01890000-0000-7000-8000-0000000000aa';
    await work.run(callOf(), async (tx) => {
      await put(tx, 'kept part');
      tx.say(ContactCreatedSchema, { contactId: id });
      const part = tx.attempt(async () => {
        tx.say(ContactUpdatedSchema, { contactId: id });
        await put(tx, 'failed part');
        await put(tx, 'failed part');
      });
      await expect(part).rejects.toMatchObject({ reason: 'ALREADY_EXISTS' });
    });
    expect(await found('kept part')).toHaveLength(1);
    expect(await found('failed part')).toEqual([]);
    expect(await db.asOwner('select version from accounts.outbox where aggregateid = $1', [id])).toEqual([{ version: 1n }]);
  });

  it('rolls everything back when the body throws', async () => {
    const before = await countOf('outbox');
    const failing = work.run(callOf(), async (tx) => {
      await put(tx, 'undone');
      tx.say(ContactCreatedSchema, { contactId });
      throw new AppError('conflict', 'INVALID_STATE', { params: { state: 'spec' } });
    });
    await expect(failing).rejects.toMatchObject({ code: 'conflict' });
    expect(await found('undone')).toEqual([]);
    expect(await countOf('outbox')).toBe(before);
  });

  it('says a broken unique constraint in people’s words', async () => {
    await work.run(callOf(), (tx) => put(tx, 'one'));
    await expect(work.run(callOf(), (tx) => put(tx, 'one'))).rejects.toMatchObject({
      code: 'conflict',
      reason: 'ALREADY_EXISTS',
      details: { params: { noun: 'thing', field: 'id' } },
    });
  });

  it('shows no row of another tenant and writes none for it', async () => {
    await work.run(callOf(), (tx) => put(tx, 'ours'));
    const theirs = await work.read(callOf({ tenant: 'globex' }), (tx) => tx.sql.selectFrom('things').selectAll().execute());
    expect(theirs).toEqual([]);
    const forged = work.run(callOf({ tenant: 'globex' }), (tx) => tx.sql.insertInto('things').values({ tenant_id: 'acme', id: 'forged' }).execute());
    await expect(forged).rejects.toMatchObject({ code: 'internal' });
  });

  it('refuses a unit of work inside another', async () => {
    await expect(work.run(callOf(), () => work.run(callOf(), async () => 1))).rejects.toMatchObject({ reason: 'RPC_INSIDE_UNIT_OF_WORK' });
  });

  it('rolls back when a statement failed and the body went on', async () => {
    const careless = work.run(callOf(), async (tx) => {
      await put(tx, 'careless');
      await put(tx, 'careless').catch(() => undefined);
    });
    await expect(careless).rejects.toMatchObject({ code: 'internal' });
    expect(await found('careless')).toEqual([]);
  });

  it('rolls back at once when the caller leaves, and the body that goes on can write nothing', async () => {
    const caller = new AbortController();
    let afterwards: Promise<unknown> | undefined;
    const left = work.run(callOf({ signal: caller.signal }), async (tx) => {
      await put(tx, 'left');
      caller.abort();
      await new Promise((resolve) => setTimeout(resolve, 50));
      afterwards = put(tx, 'late');
      await afterwards;
    });
    await expect(left).rejects.toMatchObject({ code: 'cancelled' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(afterwards).rejects.toMatchObject({ code: 'cancelled' });
    expect(await found('left')).toEqual([]);
    expect(await found('late')).toEqual([]);
  });

  it('does not begin after the deadline', async () => {
    await expect(work.run(callOf({ deadline: new Date(Date.now() - 1) }), async () => 1)).rejects.toMatchObject({ code: 'deadline' });
  });

  it('is over at its deadline, whatever the database is at', async () => {
    const deadline = new Date(Date.now() + 200);
    const slow = work.run(callOf({ deadline, signal: AbortSignal.timeout(220) }), (tx) => sql`select pg_sleep(1)`.execute(tx.sql));
    await expect(slow).rejects.toMatchObject({ code: 'deadline' });
    expect(Date.now() - deadline.getTime()).toBeLessThan(600);
  });

  it('runs a body again that met another in a deadlock', async () => {
    await work.run(callOf(), async (tx) => {
      await put(tx, 'left hand');
      await put(tx, 'right hand');
    });
    const count = (tx: Tx, id: string) =>
      tx.sql
        .updateTable('things')
        .set({ n: sql`n + 1` })
        .where('id', '=', id)
        .execute();
    const crossed = (first: string, second: string) =>
      work.run(callOf(), async (tx) => {
        await count(tx, first);
        await new Promise((resolve) => setTimeout(resolve, 30));
        await count(tx, second);
        tx.say(ContactUpdatedSchema, { contactId });
      });
    const before = Number(await countOf('outbox'));
    await Promise.all([crossed('left hand', 'right hand'), crossed('right hand', 'left hand')]);
    expect((await found('left hand'))[0]).toMatchObject({ n: 2n });
    expect(await countOf('outbox')).toBe(before + 2);
  });

  it('gives each event of one aggregate the next version, whatever runs at the same time', async () => {
    const id = '01890000-0000-7000-8000-0000000000ff';
    await Promise.all(Array.from({ length: 20 }, () => work.run(callOf(), async (tx) => tx.say(ContactUpdatedSchema, { contactId: id }))));
    const rows = await db.asOwner('select version, heads from accounts.outbox where aggregateid = $1 order by version', [id]);
    expect(rows.map((row) => row.version)).toEqual(Array.from({ length: 20 }, (_, i) => BigInt(i + 1)));
    expect(rows[19]!.heads).toEqual({ 'rapport.accounts.v1.ContactUpdated': 19 });
  });
});
