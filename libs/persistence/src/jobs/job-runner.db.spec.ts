import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ContactCreatedSchema } from '@rapport/contracts';
import { AppError, silentLog, UuidIds, type CallContext, type UserId } from '@rapport/kernel';
import { callOf, databaseKinds, type TestDatabase } from '@rapport/testing';
import {
  Job,
  JobQueue,
  JobRunner,
  Relay,
  type EnqueueOptions,
  type JobHandler,
  type JobRunnerSettings,
  type OutboxEvent,
  type Running,
  type Tx,
} from '../index.js';
import { openWork, turning, type OpenedWork } from '../work/work.fixture.js';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Does what the spec says, with notes of what ran. */
@Job('transcribe-call')
class TranscribeCall implements JobHandler<{ callId: string }> {
  readonly ran: string[] = [];
  onDecode: () => unknown = () => undefined;
  onItem: (item: number) => unknown = () => undefined;

  async *run(job: Running<{ callId: string }>) {
    const audio = yield* job.step('decode', async () => {
      this.ran.push(`decode ${job.input.callId}`);
      await this.onDecode();
      return { samples: Buffer.from([1, 2, 3]), at: new Date(0) };
    });
    const words = yield* job.each('transcribe', [1, 2, 3], async (item) => {
      this.ran.push(`transcribe ${item}`);
      await this.onItem(item);
      return `${item}:${audio.samples.length}:${audio.at.getTime()}`;
    });
    yield* job.commit('understand', async (tx: Tx) => {
      this.ran.push('understand');
      await tx.sql
        .insertInto('things')
        .values({ tenant_id: tx.call.tenant, id: `${job.input.callId} ${words.join(' ')}` })
        .execute();
    });
  }
}

describe.each(databaseKinds)('JobRunner on the %s database', (kind) => {
  let opened: OpenedWork;
  let db: TestDatabase;
  let queue: JobQueue;
  let handler: TranscribeCall;

  beforeAll(async () => {
    opened = await openWork(kind);
    ({ db } = opened);
    queue = new JobQueue(turning, new UuidIds());
  });
  beforeEach(async () => {
    await db.asOwner(`delete from accounts.jobs; delete from accounts.things`);
    handler = new TranscribeCall();
  });
  afterAll(() => db.close());

  const runner = (more: Partial<JobRunnerSettings> = {}) =>
    new JobRunner({
      ...opened,
      queue,
      sealer: turning,
      log: silentLog,
      handlers: [handler],
      restMs: 20,
      retryMs: 10,
      leaseMs: 300,
      callFor: (job) =>
        callOf({
          name: `job/${job.kind}`,
          tenant: job.tenant,
          principal: job.principal,
          ...(job.traceparent ? { trace: { traceparent: job.traceparent } } : {}),
        }),
      ...more,
    });
  const enqueue = (options: EnqueueOptions = {}, call: CallContext = callOf(), kindOf = 'transcribe-call') =>
    opened.work.run(call, (tx) => queue.enqueue(tx, kindOf, { callId: 'call-7' }, options));
  const status = (id: string) => opened.work.read(callOf(), (tx) => queue.find(tx, id));
  const things = async () => (await opened.work.read(callOf(), (tx) => tx.sql.selectFrom('things').select('id').execute())).map((row) => row.id);
  const until = async (id: string, state: string) => {
    for (let i = 0; i < 200 && (await status(id)).state !== state; i++) await later(20);
    return status(id);
  };

  it('runs a job’s steps and commits its end, for whom it was asked, in the asker’s tenant', async () => {
    const id = await enqueue();
    expect(await status(id)).toMatchObject({ state: 'waiting', kind: 'transcribe-call', attempts: 0 });
    expect(await runner().runOne('live')).toBe(true);
    expect(await status(id)).toMatchObject({ state: 'done', step: 'understand', attempts: 1, endedAt: expect.any(Date) });
    expect(await things()).toEqual(['call-7 1:3:0 2:3:0 3:3:0']);
    expect(await runner().runOne('live')).toBe(false);
  });

  it('takes a job up as soon as it is committed, and none that was rolled back', async () => {
    let rings = 0;
    const unlisten = queue.added.onRing(() => (rings += 1));
    const waiting = runner({ restMs: 60_000 });
    const alsoUnlisten = queue.added.onRing(() => waiting.wake());
    waiting.start();
    await later(200);
    const undone = opened.work.run(callOf(), async (tx) => {
      await queue.enqueue(tx, 'transcribe-call', { callId: 'call-7' });
      throw new AppError('conflict', 'STALE');
    });
    await expect(undone).rejects.toMatchObject({ code: 'conflict' });
    expect(rings).toBe(0);
    expect(await until(await enqueue(), 'done')).toMatchObject({ state: 'done' });
    expect(rings).toBe(1);
    unlisten();
    alsoUnlisten();
    await waiting.stop();
  });

  it('tells how many are due, and how long each took', async () => {
    const ended: [string, string, boolean][] = [];
    const told = runner({ onEnd: ({ kind: of, state, ms }) => ended.push([of, state, ms >= 50 && ms < 10_000]) });
    handler.onDecode = () => later(60);
    await enqueue();
    await enqueue({ runAt: new Date(Date.now() + 60_000) });
    expect(await told.waiting()).toBe(1);
    await told.runOne('live');
    expect([await told.waiting(), ended]).toEqual([0, [['transcribe-call', 'done', true]]]);
  });

  it('keeps input and results sealed', async () => {
    await enqueue();
    await runner().runOne('live');
    const rows = await db.asOwner('select input as bytes from accounts.jobs union all select result from accounts.job_steps');
    expect(rows).toHaveLength(6);
    for (const row of rows) expect(Buffer.from(row.bytes as Uint8Array).toString('latin1')).not.toMatch(/call-7|samples|1:3:0/);
  });

  it('makes one job of many with one key, and a new one when that has ended', async () => {
    const ids = await Promise.all([1, 2, 3].map(() => enqueue({ key: 'call-7' })));
    expect(new Set(ids).size).toBe(1);
    await runner().runOne('live');
    expect(await enqueue({ key: 'call-7' })).not.toBe(ids[0]);
  });

  it('gives up soon what a person can ask for again, and outlasts an outage with what an event asked for', async () => {
    handler.onDecode = () => Promise.reject(new AppError('unavailable', 'UNAVAILABLE'));
    const asked = await enqueue();
    await opened.work.run(callOf(), async (tx) => tx.say(ContactCreatedSchema, { contactId: randomUUID() }));
    const events: OutboxEvent[] = [];
    const relay = new Relay({ ...opened, log: silentLog, publisher: { publish: async (event) => void events.push(event) } });
    while (await relay.step());
    const consumer = { name: 'on-contact', hears: [ContactCreatedSchema.typeName] };
    await opened.work.handle(callOf(), events[0]!, consumer, async (tx) => void (await queue.enqueue(tx, 'transcribe-call', { callId: 'told' })));
    const quick = runner({ retryMs: 0.01 });
    for (let rests = 0; handler.ran.length < 5 + 8 && rests < 200; rests += 1) if (!(await quick.runOne('live'))) await later(5);
    expect(await status(asked)).toMatchObject({ state: 'failed', attempts: 5, reason: 'UNAVAILABLE' });
    expect(handler.ran.filter((what) => what === 'decode told')).toHaveLength(8);
    handler.onDecode = () => undefined;
    for (let rests = 0; (await things()).length === 0 && rests < 200; rests += 1) if (!(await quick.runOne('live'))) await later(5);
    expect(await things()).toEqual(['told 1:3:0 2:3:0 3:3:0']);
  });

  it('takes the urgent first, and bulk work never with live workers', async () => {
    const [low, high, bulk] = [await enqueue({ priority: 1 }), await enqueue({ priority: 2 }), await enqueue({ priority: 9, class: 'bulk' })];
    await runner().runOne('live');
    expect([(await status(high)).state, (await status(low)).state, (await status(bulk)).state]).toEqual(['done', 'waiting', 'waiting']);
  });

  it('resumes a dead worker’s job at its last step', async () => {
    const id = await enqueue();
    const dead = runner({ leaseMs: 100_000_000 });
    handler.onItem = (item) => (item === 2 ? new Promise(() => undefined) : undefined);
    void dead.runOne('live');
    for (let i = 0; i < 100 && !handler.ran.includes('transcribe 2'); i++) await later(20);
    await db.asOwner(`update accounts.jobs set lease_until = now() - interval '1 s'`);
    handler.ran.length = 0;
    handler.onItem = () => undefined;
    await runner().runOne('live');
    expect(handler.ran).toEqual(['transcribe 2', 'transcribe 3', 'understand']);
    expect(await status(id)).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('takes over at once what was leased before an embedded database began, whose process is gone, and on a server nothing that may be at work', async () => {
    const id = await enqueue();
    await db.asOwner(`update accounts.jobs set state = 'running', attempts = 1, lease_until = pg_postmaster_start_time() + interval '1 day' - interval '1 s'`);
    expect(await runner({ leaseMs: 86_400_000 }).runOne('live')).toBe(kind === 'embedded');
    expect((await status(id)).state).toBe(kind === 'embedded' ? 'done' : 'running');
  });

  it('fences out a worker that was given up for dead and wakes again', async () => {
    const id = await enqueue();
    let wake: (value?: unknown) => void = () => undefined;
    handler.onItem = (item) =>
      item === 2
        ? new Promise((resolve) => {
            wake = resolve;
          })
        : undefined;
    const paused = runner({ leaseMs: 100_000_000 }).runOne('live');
    for (let i = 0; i < 100 && !handler.ran.includes('transcribe 2'); i++) await later(20);
    await db.asOwner(`update accounts.jobs set lease_until = now() - interval '1 s'`);
    const first = handler;
    handler = new TranscribeCall();
    await runner().runOne('live');
    wake();
    await paused;
    expect(first.ran).not.toContain('transcribe 3');
    expect(await things()).toHaveLength(1);
    expect(await status(id)).toMatchObject({ state: 'done', attempts: 2 });
  });

  it('keeps a long job by its heartbeat, and shows how far it is', async () => {
    const id = await enqueue();
    handler.onItem = () => later(250);
    const running = runner({ leaseMs: 200 }).runOne('live');
    await later(450);
    expect(await runner({ leaseMs: 200 }).runOne('live')).toBe(false);
    expect(await status(id)).toMatchObject({ state: 'running', step: 'transcribe', total: 3 });
    await running;
    expect(await status(id)).toMatchObject({ state: 'done', attempts: 1 });
  });

  it('tries again after a failure with what was done kept, and gives up at the last attempt with the reason', async () => {
    const id = await enqueue({ maxAttempts: 3 });
    handler.onItem = (item) => {
      if (item === 3) throw new AppError('unavailable', 'UNAVAILABLE');
    };
    const loop = runner();
    loop.start();
    expect(await until(id, 'failed')).toMatchObject({ state: 'failed', attempts: 3, reason: 'UNAVAILABLE' });
    await loop.stop();
    expect(handler.ran.filter((step) => step === 'decode call-7')).toHaveLength(1);
    expect(handler.ran.filter((step) => step === 'transcribe 3')).toHaveLength(3);
  });

  it('does not repeat what cannot go better', async () => {
    const id = await enqueue();
    handler.onDecode = () => {
      throw new AppError('not_found', 'NOT_FOUND');
    };
    await runner().runOne('live');
    expect(await status(id)).toMatchObject({ state: 'failed', attempts: 1, reason: 'NOT_FOUND' });
  });

  it('cancels a waiting job at once and a running one at its next step', async () => {
    const [waiting, running] = [await enqueue({ runAt: new Date(Date.now() + 60_000) }), await enqueue()];
    await opened.work.run(callOf(), (tx) => queue.cancel(tx, waiting));
    expect(await status(waiting)).toMatchObject({ state: 'cancelled' });
    handler.onItem = () => later(100);
    const worker = runner().runOne('live');
    for (let i = 0; i < 100 && !handler.ran.includes('transcribe 1'); i++) await later(10);
    await opened.work.run(callOf(), (tx) => queue.cancel(tx, running));
    await worker;
    expect(await status(running)).toMatchObject({ state: 'cancelled' });
    expect(handler.ran).not.toContain('understand');
    await expect(opened.work.run(callOf(), (tx) => queue.cancel(tx, running))).rejects.toMatchObject({
      reason: 'JOB_NOT_CANCELLABLE',
      details: { params: { state: 'cancelled' } },
    });
  });

  it('hands a job back when the process stops, without counting the attempt', async () => {
    const id = await enqueue();
    handler.onItem = () => later(100);
    const stopping = runner();
    stopping.start();
    for (let i = 0; i < 100 && !handler.ran.includes('transcribe 1'); i++) await later(10);
    await stopping.stop();
    expect(await status(id)).toMatchObject({ state: 'waiting', attempts: 0 });
    handler.onItem = () => undefined;
    await runner().runOne('live');
    expect((await status(id)).state).toBe('done');
    expect(handler.ran.filter((step) => step === 'transcribe 1')).toHaveLength(1);
  });

  it('shows nobody another tenant’s job', async () => {
    const id = await enqueue({}, callOf({ tenant: 'globex', principal: { id: 'gleb' as UserId } }));
    await expect(status(id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
