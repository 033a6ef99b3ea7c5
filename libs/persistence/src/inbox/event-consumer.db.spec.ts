import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ContactCreatedSchema, ContactDeletedSchema, ContactUpdatedSchema } from '@rapport/contracts';
import { silentLog } from '@rapport/kernel';
import { callOf, databaseKinds, type TestDatabase } from '@rapport/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { Relay, type Handled, type OutboxEvent, type UnitOfWork } from '../index.js';
import { openWork, type OpenedWork } from '../work/work.fixture.js';

const schemas = [ContactCreatedSchema, ContactUpdatedSchema, ContactDeletedSchema];
const types: readonly string[] = schemas.map((schema) => schema.typeName);
type Letter = 0 | 1 | 2;

describe.each(databaseKinds)('Handling events on the %s database', (kind) => {
  let opened: OpenedWork;
  let db: TestDatabase;
  let work: UnitOfWork;

  beforeAll(async () => {
    opened = await openWork(kind);
    ({ db, work } = opened);
    await db.asOwner(`create table accounts.effects (tenant_id text not null, n bigint generated always as identity, consumer text, aggregate text, version bigint, primary key (tenant_id, n));
      alter table accounts.effects enable row level security, force row level security;
      create policy tenant on accounts.effects using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
      grant select, insert on accounts.effects to rapport_accounts;`);
  });
  afterAll(() => db.close());

  /** Says the letters, each a type of event of an aggregate, and answers what a broker would deliver. */
  async function said(letters: readonly (readonly [aggregate: number, type: Letter])[]): Promise<OutboxEvent[]> {
    const ids = Array.from({ length: 4 }, () => randomUUID());
    for (const [aggregate, type] of letters) await work.run(callOf(), async (tx) => tx.say(schemas[type]!, { contactId: ids[aggregate]! }));
    const events: OutboxEvent[] = [];
    const relay = new Relay({ ...opened, log: silentLog, publisher: { publish: async (event) => void events.push(event) } });
    while (await relay.step());
    return events;
  }

  const handle = (event: OutboxEvent, name: string, hears: readonly string[] = types): Promise<Handled> =>
    work.handle(callOf(), event, { name, hears }, async (tx) => {
      expect(tx.cause).toEqual({ eventId: event.id, type: event.type, at: event.occurredAt, by: event.by });
      await sql`insert into effects (tenant_id, consumer, aggregate, version) values (${tx.call.tenant}, ${name}, ${event.aggregateid}, ${event.version})`.execute(
        tx.sql,
      );
    });
  const effects = (name: string) => db.asOwner('select aggregate, version from accounts.effects where consumer = $1 order by n', [name]);

  it('handles an event once, also when it is delivered twice at the same time', async () => {
    const [event] = await said([[0, 0]]);
    const verdicts = await Promise.all([1, 2, 3, 4].map(() => handle(event!, 'once')));
    expect(verdicts.sort()).toEqual(['done', 'duplicate', 'duplicate', 'duplicate']);
    expect(await effects('once')).toHaveLength(1);
    expect(await handle(event!, 'another consumer')).toBe('done');
  });

  it('puts an event off until the earlier one that the consumer hears is handled, and does not wait for one it does not hear', async () => {
    const [created, updated, deleted] = await said([
      [0, 0],
      [0, 1],
      [0, 2],
    ]);
    expect(await handle(deleted!, 'all')).toBe('early');
    expect(await handle(deleted!, 'all')).toBe('early');
    expect(await handle(created!, 'all')).toBe('done');
    expect(await handle(deleted!, 'all')).toBe('early');
    expect(await handle(updated!, 'all')).toBe('done');
    expect(await handle(deleted!, 'all')).toBe('done');
    expect(await handle(deleted!, 'only deletions', [types[2]!])).toBe('done');
  });

  it('does nothing of what its owner does not know, which a restored database never said, and asks nobody about what is older than an outbox', async () => {
    const [known, undone, old] = await said([
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
    await db.asOwner('delete from accounts.outbox where id = any($1)', [[undone!.id, old!.id]]);
    const longAgo = new Date(Date.now() - 20 * 86_400_000);
    expect(await handle(undone!, 'restored')).toBe('undone');
    expect(await handle({ ...old!, occurredAt: longAgo }, 'restored').catch((thrown: Error) => thrown.message)).toBe('done');
    expect(await handle(known!, 'restored')).toBe('done');
    expect(await effects('restored')).toEqual([
      { aggregate: old!.aggregateid, version: 1n },
      { aggregate: known!.aggregateid, version: 1n },
    ]);
  });

  it('asks the service that said an event, in its own tables', async () => {
    await db.asOwner('create schema if not exists sales; create table if not exists sales.outbox (tenant_id text, id uuid)');
    const [event] = await said([[0, 0]]);
    const theirs = { ...event!, id: randomUUID(), type: 'rapport.sales.v1.DealWon' };
    expect(await handle(theirs, 'across', [theirs.type])).toBe('undone');
    await db.asOwner(`insert into sales.outbox values ('acme', $1)`, [theirs.id]);
    expect(await handle(theirs, 'across', [theirs.type])).toBe('done');
  });

  it('forgets an event whose effect failed, so that it can be handled later', async () => {
    const [event] = await said([[0, 0]]);
    const failing = work.handle(callOf(), event!, { name: 'fails', hears: types }, async () => {
      throw new Error('bug');
    });
    await expect(failing).rejects.toThrow('bug');
    expect(await handle(event!, 'fails')).toBe('done');
  });

  it('knows a handled event by the gate after its inbox row was swept', async () => {
    const [event] = await said([[0, 0]]);
    await handle(event!, 'swept');
    await db.asOwner('delete from accounts.inbox where consumer = $1', ['swept']);
    expect(await handle(event!, 'swept')).toBe('duplicate');
  });

  it('gives in-order effects exactly once for any order of delivery with duplicates and any set of types heard', async () => {
    const letters = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.constantFrom<Letter>(0, 1, 2)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(letters, fc.subarray([...types], { minLength: 1 }), fc.infiniteStream(fc.nat()), async (said0, hears, choices) => {
        const name = `property ${randomUUID()}`;
        const heard = (await said(said0)).filter((event) => hears.includes(event.type));
        const waiting = [...heard, ...heard];
        for (let guard = 0; waiting.length && guard < 2000; guard++) {
          const [event] = waiting.splice(choices.next().value! % waiting.length, 1);
          if ((await handle(event!, name, hears)) === 'early') waiting.push(event!);
        }
        const expected = (id: string) =>
          heard
            .filter((event) => event.aggregateid === id)
            .map((event) => event.version)
            .sort((a, b) => Number(a - b));
        const rows = await effects(name);
        for (const id of new Set(heard.map((event) => event.aggregateid)))
          expect(rows.filter((row) => row.aggregate === id).map((row) => row.version)).toEqual(expected(id));
        expect(rows).toHaveLength(heard.length);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
