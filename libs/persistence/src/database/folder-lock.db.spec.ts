import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import { openDatabase, type Database } from '../index.js';
import { lockFolder } from './folder-lock.js';

describe('The embedded database’s folder', () => {
  let dataFolder: string;
  let open: Database[];

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'rapport-folder-'));
    open = [];
  });
  afterEach(async () => {
    for (const db of open) await db.close();
    await rm(dataFolder, { recursive: true });
  });

  const start = async () => {
    const db = await openDatabase({ dataFolder, log: silentLog, cacheFolder: join(process.cwd(), 'node_modules/.cache/rapport') });
    open.push(db);
    return db;
  };

  it('keeps what was written when it is opened again, and lets only its owner in', async () => {
    const first = await start();
    await first.pool.query("create table kept as select 42::bigint as n, date '2026-01-31' as d, array[1,null]::bigint[] as many");
    expect((await stat(join(dataFolder, 'database'))).mode & 0o777).toBe(0o700);
    await first.close();
    const again = await start();
    expect((await again.pool.query('select * from kept')).rows).toEqual([{ n: 42n, d: '2026-01-31', many: [1n, null] }]);
  }, 60_000);

  it('lets one in, and tells the second who has it', async () => {
    await start();
    await expect(start()).rejects.toThrow(`is in use by process ${process.pid}; stop that one, or choose another folder with RAPPORT_DATA.`);
  }, 60_000);

  it('says what to do when the folder is broken', async () => {
    const db = await start();
    await db.close();
    await writeFile(join(dataFolder, 'database', 'pglite', 'PG_VERSION'), '9.1');
    await writeFile(join(dataFolder, 'database', 'pglite', 'global', 'pg_control'), 'broken');
    await expect(start()).rejects.toThrow('move the folder away to start afresh, or set DATABASE_URL');
  }, 60_000);

  it('is not begun anew over a database that lost a file', async () => {
    await (await start()).close();
    await rm(join(dataFolder, 'database', 'pglite', 'PG_VERSION'));
    await expect(start()).rejects.toThrow('move the folder away to start afresh, or set DATABASE_URL');
  }, 60_000);

  it('is taken over from a process that died, also if its number is somebody’s again', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.once('exit', resolve));
    await writeFile(join(dataFolder, 'database.lock'), `${child.pid} boot 1`);
    const lock = await lockFolder(dataFolder);
    expect(await readFile(join(dataFolder, 'database.lock'), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
    await lock.release();
    await writeFile(join(dataFolder, 'database.lock'), `${process.pid} another boot 1`);
    await (await lockFolder(dataFolder)).release();
  });

  it('goes to one of many that want it from the dead at once', async () => {
    await writeFile(join(dataFolder, 'database.lock'), '999999999 boot 1');
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(dataFolder)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });
});
