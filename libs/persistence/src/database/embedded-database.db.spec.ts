import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import { openTestDatabase, type TestDatabase } from '@rapport/testing';
import { openEmbedded } from '../index.js';

describe('The embedded database', () => {
  let db: TestDatabase;

  beforeAll(async () => {
    db = await openTestDatabase('embedded', { services: {} });
    await db.pool.query('create table counted (n bigint)');
  });
  afterAll(() => db.close());

  it('keeps the queries of many connections apart, inside transactions and out', async () => {
    const ask = async (i: number) => (await db.pool.query('select $1::text as mine, pg_typeof($1) as of', [`client ${i}`])).rows[0].mine as string;
    const inside = async (i: number) => {
      const client = await db.pool.connect();
      await client.query('begin');
      await client.query(`select set_config('app.spec', $1, true)`, [`client ${i}`]);
      const mine = (await client.query<{ mine: string }>(`select current_setting('app.spec') as mine`)).rows[0]!.mine;
      await client.query(i % 3 ? 'commit' : 'rollback');
      client.release();
      return mine;
    };
    const answers = await Promise.all(Array.from({ length: 300 }, (_, i) => (i % 2 ? ask(i) : inside(i))));
    expect(answers).toEqual(Array.from({ length: 300 }, (_, i) => `client ${i}`));
  });

  it('rolls back what a client had open when its connection broke, and serves the others', async () => {
    const client = await db.pool.connect();
    await client.query('begin; insert into counted values (1)');
    client.release(true);
    expect((await db.pool.query('select count(*) as n from counted')).rows).toEqual([{ n: 0n }]);
  });

  it('answers a wrong query with its error and the next one rightly', async () => {
    await expect(db.pool.query('select $1::int', ['x'])).rejects.toMatchObject({ code: '22P02' });
    await expect(db.pool.query('selekt')).rejects.toMatchObject({ code: '42601' });
    expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('takes and gives large values', async () => {
    const text = 'я'.repeat(3_000_000);
    const { rows } = await db.pool.query<{ text: string }>('select $1::text as text', [text]);
    expect(rows[0]!.text === text).toBe(true);
  });

  it('has vectors and trigrams', async () => {
    const { rows } = await db.pool.query(`select '[1,2]'::vector <-> '[1,4]' as far, similarity('rapport', 'raport') > 0.5 as like`);
    expect(rows).toEqual([{ far: 2, like: true }]);
  });

  it('cuts a client that sits in a transaction without a word', async () => {
    const strict = await openEmbedded({ folder: undefined, template: undefined, log: silentLog, idleMs: 200 });
    const silent = await strict.pool.connect();
    await silent.query('begin');
    expect((await strict.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await expect(silent.query('select 1')).rejects.toThrow();
    silent.release(true);
    await strict.close();
  }, 60_000);

  it('has every answered commit after its process was killed with -9', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rapport-kill-'));
    const writer = new URL('./counting-writer.fixture.mjs', import.meta.url);
    const child = spawn(process.execPath, ['--conditions=source', '--experimental-transform-types', '--no-warnings', fileURLToPath(writer), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let last = 0;
    await new Promise<void>((resolve) => {
      child.stdout.on('data', (bytes: Buffer) => {
        last = Number(bytes.toString().trim().split('\n').at(-1));
        if (last >= 200) child.kill('SIGKILL');
      });
      child.once('exit', () => resolve());
    });
    const again = await openEmbedded({ folder, template: undefined, log: silentLog });
    const [row] = (await again.pool.query<{ n: bigint }>('select max(n) as n from counted')).rows;
    await again.close();
    await rm(folder, { recursive: true });
    expect(last).toBeGreaterThanOrEqual(200);
    expect(Number(row!.n)).toBeGreaterThanOrEqual(last);
  }, 60_000);
});
