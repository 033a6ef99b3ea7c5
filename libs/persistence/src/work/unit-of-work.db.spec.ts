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
      throw new AppError('conflict', 'JOB_NOT_CANCELLABLE');
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

  it('takes one round trip for what can wait and one for what is asked at the same time', async () => {
    const sent: string[] = [];
    const client = await db.pool.connect();
    const prototype = Object.getPrototypeOf(client) as { query: (...args: unknown[]) => unknown };
    client.release();
    const { query } = prototype;
    prototype.query = function counted(...args) {
      sent.push(String(args[0]));
      return query.apply(this, args);
    };
    try {
      await work.run(callOf(), async (tx) => {
        tx.later(tx.sql.insertInto('things').values({ tenant_id: tx.call.tenant, id: 'waited' }));
        tx.audit({ action: 'thing.create', noun: 'thing', ids: ['waited'] });
      });
      expect(sent).toHaveLength(1);
      sent.length = 0;
      const both = await work.read(callOf(), (tx) =>
        Promise.all(['waited', 'nobody'].map((id) => tx.sql.selectFrom('things').select('id').where('id', '=', id).execute())),
      );
      expect(both).toEqual([[{ id: 'waited' }], []]);
      expect(sent).toHaveLength(2);
      sent.length = 0;
      await work.read(callOf(), async () => undefined);
      expect(sent).toEqual([]);
    } finally {
      prototype.query = query;
    }
  });

  it('tells a later statement’s failure like any other, and undoes it with its part', async () => {
    const twice = (tx: Tx) => tx.later(tx.sql.insertInto('things').values({ tenant_id: tx.call.tenant, id: 'waited' }));
    await expect(work.run(callOf(), async (tx) => twice(tx))).rejects.toMatchObject({ reason: 'ALREADY_EXISTS' });
    await work.run(callOf(), async (tx) => {
      tx.later(tx.sql.insertInto('things').values({ tenant_id: tx.call.tenant, id: 'before it' }));
      await expect(tx.attempt(async () => twice(tx))).rejects.toMatchObject({ reason: 'ALREADY_EXISTS' });
      const never = tx.attempt(async () => {
        tx.later(tx.sql.insertInto('things').values({ tenant_id: tx.call.tenant, id: 'never sent' }));
        throw new AppError('conflict', 'JOB_NOT_CANCELLABLE');
      });
      await expect(never).rejects.toMatchObject({ reason: 'JOB_NOT_CANCELLABLE' });
    });
    expect(await found('before it')).toHaveLength(1);
    expect(await found('never sent')).toEqual([]);
  });

  it('keeps texts as they are, whatever stands in them', async () => {
    const ids = [`O'Hara`, 'back\\slash', `both \\' and $1`, '{"a":[1]}', 'ёлка 🎄', ''];
    await work.run(callOf(), async (tx) => {
      for (const id of ids) await put(tx, id);
    });
    for (const id of ids) expect(await found(id)).toHaveLength(1);
    const any = await work.read(callOf(), (tx) => sql<{ id: string }>`select id from things where id = any(${ids}::text[])`.execute(tx.sql));
    expect(any.rows.map(({ id }) => id).sort()).toEqual([...ids].sort());
    await expect(work.run(callOf(), (tx) => put(tx, 'zero\0'))).rejects.toMatchObject({ code: 'invalid' });
  });

  it('works on what was read while the commit is under way, and gives it when that is sure', async () => {
    const read = (id: string) => async (tx: Tx) => {
      tx.audit({ action: 'thing.read', noun: 'thing', ids: [id] });
      return id;
    };
    const noted = async (id: string) => (await db.asOwner('select from accounts.audit_entries where ids = $1', [[id]])).length;
    expect(await work.readThen(callOf(), read('read then'), async (id) => [id, await noted(id)])).toEqual(['read then', expect.any(Number)]);
    expect(await noted('read then')).toBe(1);
    const unopened = work.readThen(callOf(), read('not opened'), async () => Promise.reject(new Error('sealed')));
    await expect(unopened).rejects.toThrow('sealed');
    expect(await noted('not opened')).toBe(1);
    const refused = work.readThen(
      callOf(),
      async (tx) => tx.later(sql`select 1 / 0`),
      async () => 'shown',
    );
    await expect(refused).rejects.toMatchObject({ code: 'internal' });
    expect(db.pool.idleCount).toBe(db.pool.totalCount);
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
