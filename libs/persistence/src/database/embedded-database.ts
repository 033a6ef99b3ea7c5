import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Log } from '@rapport/kernel';
import pg from 'pg';
import { columnTypes } from './column-types.js';
import { reportLosses } from './connection-losses.js';
import { DatabaseRefused, type Database } from './database.js';
import { EmbeddedVacuum } from './embedded-vacuum.js';
import { lockFolder, type FolderLock } from './folder-lock.js';
import { socketFolderOf } from './socket-folder.js';

/** How the embedded database is kept. */
export interface EmbeddedOptions {
  /** Its folder, made if missing; nothing for one in memory. */
  readonly folder: string | undefined;
  /** A prepared empty database (tar) that a fresh folder is made from; written here the first time. Saves seconds. */
  readonly template: string | undefined;
  readonly log: Log;
  /** A client silent inside a transaction for so long is cut, for everybody waits for it. */
  readonly idleMs?: number;
}

/** Starts PGlite with pgvector and pg_trgm in a worker thread, behind a Unix socket only this user can open. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  const lock = options.folder ? await lockFolder(options.folder) : undefined;
  const socketFolder = await makeSocketFolder(options.folder);
  try {
    if (options.template) await mkdir(dirname(options.template), { recursive: true });
    const worker = await startWorker(options, join(socketFolder, '.s.PGSQL.5432'));
    return new EmbeddedDatabase(worker, lock, socketFolder, options.log);
  } catch (thrown) {
    await rm(socketFolder, { recursive: true, force: true });
    await lock?.release();
    throw new DatabaseRefused(
      `The embedded database in ${options.folder ?? 'memory'} could not be opened (${(thrown as Error).message}); move the folder away to start afresh, or set DATABASE_URL.`,
      { cause: thrown },
    );
  }
}

class EmbeddedDatabase implements Database {
  readonly kind = 'embedded';
  readonly pool: pg.Pool;
  private readonly vacuum: EmbeddedVacuum;
  private closing = false;

  constructor(
    private readonly worker: Worker,
    private readonly lock: FolderLock | undefined,
    private readonly socketFolder: string,
    log: Log,
  ) {
    this.pool = new pg.Pool({
      host: socketFolder,
      port: 5432,
      user: 'postgres',
      database: 'postgres',
      password: '',
      max: 8,
      connectionTimeoutMillis: 15_000,
      types: columnTypes,
    });
    reportLosses(this.pool, (thrown) => this.closing || log.error('database-connection-lost', thrown));
    this.vacuum = new EmbeddedVacuum(this.pool, log);
    this.vacuum.start();
    worker.on('exit', (code) => this.closing || log.error('embedded-database-stopped', new Error(`exit code ${code}`)));
    worker.on('error', (thrown) => log.error('embedded-database-failed', thrown));
  }

  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    await this.vacuum.stop();
    await this.pool.end();
    const closed = new Promise((resolve) => this.worker.once('message', resolve).once('exit', resolve));
    this.worker.postMessage('close');
    await closed;
    await this.worker.terminate();
    await rm(this.socketFolder, { recursive: true, force: true });
    await this.lock?.release();
  }
}

/** A private folder for the socket, known from the data folder; a fresh one for a database in memory. */
async function makeSocketFolder(folder: string | undefined): Promise<string> {
  if (!folder) return mkdtemp(join(tmpdir(), 'rapport-'));
  const made = socketFolderOf(folder);
  await rm(made, { recursive: true, force: true });
  await mkdir(made, { recursive: true, mode: 0o700 });
  await chmod(made, 0o700);
  return made;
}

function startWorker(options: EmbeddedOptions, socketPath: string): Promise<Worker> {
  const fromSource = import.meta.url.endsWith('.ts');
  const worker = new Worker(new URL(fromSource ? './embedded.worker.ts' : './embedded.worker.js', import.meta.url), {
    workerData: { folder: options.folder && join(options.folder, 'pglite'), socketPath, template: options.template, idleMs: options.idleMs ?? 60_000 },
    env: {},
    execArgv: fromSource ? ['--import', sourceNames] : [],
  });
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`its thread ended with code ${code}`)));
    worker.once('message', () => {
      worker.removeAllListeners();
      resolve(worker);
    });
  });
}

/** From source, Node strips the types of the worker itself; it only has to be told that `./x.js` is `./x.ts` there. */
const sourceNames = `data:text/javascript,${encodeURIComponent(`
import { registerHooks } from 'node:module';
registerHooks({ resolve: (name, context, next) =>
  next(name.startsWith('./') && context.parentURL?.endsWith('.ts') ? name.replace(/\\.js$/, '.ts') : name, context) });
`)}`;
