import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError, type AnswerNotes } from '@rapport/kernel';
import { callOf, databaseKinds, type TestDatabase } from '@rapport/testing';
import type { Tx, UnitOfWork } from '../index.js';
import { openWork } from '../work/work.fixture.js';
import { inPortions } from './in-portions.js';

describe.each(databaseKinds)('A command on many records on the %s database', (kind) => {
  let db: TestDatabase;
  let work: UnitOfWork;

  beforeAll(async () => {
    ({ db, work } = await openWork(kind));
  });
  afterAll(() => db.close());

  const items = (name: string) => Array.from({ length: 25 }, (_, n) => `${name}-${n}`);
  const commandOf = (key: string) => ({
    key,
    fingerprint: createHash('sha256').update(key).digest(),
    encode: (answer: unknown) => Buffer.from(JSON.stringify(answer)),
    decode: (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()) as unknown,
  });
  const add = async (tx: Tx, id: string) => {
    await tx.sql.insertInto('things').values({ tenant_id: 'acme', id }).execute();
    return id;
  };
  const rows = async (name: string) => (await db.asOwner('select from accounts.things where id like $1', [`${name}-%`])).length;

  it('leaves the database to others between its portions', async () => {
    const seen: number[] = [];
    const giveWay = async () => void seen.push(await rows('turns'));
    await inPortions(work, callOf({ giveWay, command: commandOf('turns') }), items('turns'), add);
    expect(seen).toEqual([0, 10, 20]);
  });

  it('that broke off goes on where it was when it is repeated, and then is given its answer again', async () => {
    let breaks = true;
    const broken = async (tx: Tx, id: string) => {
      if (id === 'broken-15' && breaks) throw new AppError('unavailable', 'UNAVAILABLE');
      return add(tx, id);
    };
    const send = (notes: AnswerNotes = {}) => inPortions(work, callOf({ notes, command: commandOf('broken') }), items('broken'), broken);
    await expect(send()).rejects.toMatchObject({ code: 'unavailable' });
    expect(await rows('broken')).toBe(10);
    breaks = false;
    const [notes, again]: [AnswerNotes, AnswerNotes] = [{}, {}];
    expect([await send(notes), notes]).toEqual([items('broken'), {}]);
    expect([await send(again), again]).toEqual([items('broken'), { replayed: true }]);
    expect(await rows('broken')).toBe(25);
  });

  it('is not done again when its whole answer was kept under its key, as earlier versions did', async () => {
    const command = commandOf('earlier');
    await work.run(callOf({ command }), async () => ({ results: items('earlier') }));
    expect(await inPortions(work, callOf({ command: { ...command } }), items('earlier'), add)).toEqual(items('earlier'));
    expect(await rows('earlier')).toBe(0);
  });
});
