import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError, type AnswerNotes } from '@rapport/kernel';
import { callOf, databaseKinds, type TestDatabase } from '@rapport/testing';
import type { Tx, UnitOfWork } from '../index.js';
import { openWork } from '../work/work.fixture.js';

describe.each(databaseKinds)('Idempotency keys on the %s database', (kind) => {
  let db: TestDatabase;
  let work: UnitOfWork;
  let runs = 0;

  beforeAll(async () => {
    ({ db, work } = await openWork(kind));
  });
  afterAll(() => db.close());

  const send = (
    key: string,
    body: (tx: Tx) => Promise<unknown>,
    { request = 'same', notes = {}, who = 'sofia' }: { request?: string; notes?: AnswerNotes; who?: string } = {},
  ) =>
    work.run(
      callOf({
        notes,
        principal: { id: who as never },
        command: {
          key,
          fingerprint: createHash('sha256').update(request).digest(),
          encode: (answer) => Buffer.from(JSON.stringify(answer)),
          decode: (bytes) => JSON.parse(Buffer.from(bytes).toString()),
        },
      }),
      body,
    );
  const count = (id: string) => async (tx: Tx) => {
    runs += 1;
    await tx.sql.insertInto('things').values({ tenant_id: 'acme', id }).execute();
    tx.call.notes.created = true;
    return { name: 'Иван', id };
  };

  it('gives the first answer again and does nothing twice', async () => {
    const notes: AnswerNotes = {};
    const first = await send('k1', count('k1'));
    const again = await send('k1', count('k1'), { notes });
    expect(again).toEqual(first);
    expect(notes).toEqual({ replayed: true, created: true });
    expect(runs).toBe(1);
  });

  it('keeps answers sealed', async () => {
    const [row] = await db.asOwner(`select outcome from accounts.idempotency_keys where key = 'k1'`);
    expect(Buffer.from(row!.outcome as Uint8Array).toString()).not.toContain('Иван');
  });

  it('refuses a key that comes with another request', async () => {
    await expect(send('k1', count('other'), { request: 'other' })).rejects.toMatchObject({ code: 'mismatch', reason: 'KEY_REUSED' });
  });

  it('knows keys by their principal', async () => {
    await expect(send('k1', count('of mark'), { who: 'mark' })).resolves.toMatchObject({ id: 'of mark' });
  });

  it('runs one of many that come at once; the others are in flight or get its answer', async () => {
    runs = 0;
    const slow = async (tx: Tx) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return count('at once')(tx);
    };
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => send('k2', slow)));
    expect(runs).toBe(1);
    for (const result of results) {
      if (result.status === 'fulfilled') expect(result.value).toMatchObject({ id: 'at once' });
      else expect(result.reason).toMatchObject({ code: 'conflict', reason: 'KEY_IN_FLIGHT' });
    }
  });

  it.each([
    ['conflict', 'ALREADY_EXISTS'],
    ['not_found', 'NOT_FOUND'],
    ['internal', 'INTERNAL'],
  ] as const)('keeps the failure %s as Stripe does, and undoes what was done before it', async (code, reason) => {
    let tries = 0;
    const fail = async (tx: Tx) => {
      tries += 1;
      await count(`failed ${code}`)(tx);
      throw new AppError(code, reason, { params: { state: 'spec' } });
    };
    await expect(send(`f-${code}`, fail)).rejects.toMatchObject({ code, reason });
    await expect(send(`f-${code}`, fail)).rejects.toMatchObject({ code, reason, details: { params: { state: 'spec' } } });
    expect(tries).toBe(1);
    expect(await db.asOwner('select 1 from accounts.things where id = $1', [`failed ${code}`])).toEqual([]);
  });

  it('keeps a failure of the database itself, too', async () => {
    let tries = 0;
    const twice = async (tx: Tx) => {
      tries += 1;
      await count('twice')(tx);
      await count('twice')(tx);
    };
    await expect(send('dup', twice)).rejects.toMatchObject({ reason: 'ALREADY_EXISTS' });
    await expect(send('dup', twice)).rejects.toMatchObject({ reason: 'ALREADY_EXISTS' });
    expect(tries).toBe(1);
  });

  it.each(['unavailable', 'deadline', 'cancelled', 'exhausted'] as const)('keeps nothing of %s: the next attempt may go better', async (code) => {
    const failing = send(`t-${code}`, () => Promise.reject(new AppError(code, 'UNAVAILABLE')));
    await expect(failing).rejects.toMatchObject({ code });
    await expect(send(`t-${code}`, count(`retried ${code}`))).resolves.toMatchObject({ id: `retried ${code}` });
  });

  it('refuses a second unit of work under one key', async () => {
    const call = callOf({ command: { key: 'two', fingerprint: Buffer.alloc(32), encode: () => Buffer.alloc(0), decode: () => 0 } });
    await work.run(call, async () => 1);
    await expect(work.run(call, async () => 2)).rejects.toThrow('second unit of work');
  });

  it('forgets what it said of a person once they are erased, and not that it was asked', async () => {
    const [gone, stays] = ['01890000-0000-7000-8000-00000000000a', '01890000-0000-7000-8000-00000000000b'];
    await send('person', count(gone));
    await send('other person', count(stays));
    const erased = () => send('erasure', async (tx) => (tx.audit({ action: 'erase', noun: 'contact', ids: [gone] }), { id: gone, erased: true }));
    await erased();
    expect(await db.asOwner(`select key from accounts.idempotency_keys where outcome = '' and key <> 'two'`)).toEqual([{ key: 'person' }]);
    runs = 0;
    await expect(send('person', count(gone))).rejects.toMatchObject({ code: 'not_found', reason: 'ERASED' });
    await expect(send('other person', count(stays))).resolves.toMatchObject({ id: stays });
    await expect(erased()).resolves.toMatchObject({ erased: true });
    expect(runs).toBe(0);
  });
});
