// Runs in a worker thread. From source it is stripped of its types by Node itself, so it and what it imports hold erasable syntax only.
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';
import { SessionQueue, type Client } from './session-queue.js';
import { WireMessages } from './wire-messages.js';

interface Order {
  readonly folder: string | undefined;
  readonly socketPath: string;
  readonly template: string | undefined;
  readonly idleMs: number;
}

const order = workerData as Order;

/** Under row level security an index serves only operators that are known to tell nothing of the rows that they are shown; `@>` over tokens is such a one. */
const leakproofContains = 'alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof';

async function openEngine(): Promise<PGlite> {
  const fresh = !order.folder || !existsSync(join(order.folder, 'PG_VERSION'));
  // Lies beside a database that was opened once. Without it an unfinished folder is a first start that died, and begun anew.
  const begun = order.folder && `${order.folder}.begun`;
  if (fresh && begun && existsSync(begun)) throw new Error('PG_VERSION is missing');
  const prepared = fresh && order.template !== undefined && existsSync(order.template);
  const db = await PGlite.create({
    ...(order.folder ? { dataDir: order.folder } : {}),
    ...(prepared ? { loadDataDir: new Blob([await readFile(order.template)]) } : {}),
    extensions: { vector, pg_trgm },
  });
  await db.exec(leakproofContains);
  if (begun) await writeFile(begun, '', { mode: 0o600 });
  if (!fresh || prepared) return db;
  await db.exec('create extension if not exists vector; create extension if not exists pg_trgm; checkpoint');
  if (order.template) await keepTemplate(db, order.template);
  return db;
}

async function keepTemplate(db: PGlite, path: string): Promise<void> {
  const draft = `${path}.${process.pid}.${Date.now()}`;
  const dump = await db.dumpDataDir('none');
  await writeFile(draft, Buffer.from(await dump.arrayBuffer()), { mode: 0o600 });
  await rename(draft, path);
}

/** What the engine answers to a startup packet; the same for every client, since all share its session. */
function welcome(db: PGlite): Promise<Uint8Array> {
  const params = Buffer.from('user\0postgres\0database\0postgres\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + params.length, 0);
  head.writeInt32BE(196608, 4);
  return db.execProtocolRaw(new Uint8Array(Buffer.concat([head, params])));
}

function serve(socket: Socket, queue: SessionQueue, greeting: Uint8Array): void {
  const messages = new WireMessages();
  const client: Client = { answer: (bytes) => void (socket.writable && socket.write(Buffer.from(bytes))), cut: () => socket.destroy() };
  let started = false;
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => queue.leave(client));
  socket.on('data', (bytes) => {
    messages.push(bytes);
    while (!started) {
      const said = messages.greeting();
      if (said === undefined) return;
      if (said === 'cancel') return void socket.end();
      if (said === 'encryption') socket.write('N');
      else {
        socket.write(greeting);
        started = true;
      }
    }
    for (let next = messages.exchange(); next; next = messages.exchange()) {
      if (next.last === 'X') return void socket.end();
      queue.add({ client, bytes: new Uint8Array(next.bytes), holds: next.last === 'H' });
    }
  });
}

function listen(queue: SessionQueue, greeting: Uint8Array, sockets: Set<Socket>): Promise<Server> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, queue, greeting);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(order.socketPath, () => resolve(server));
  });
}

const db = await openEngine();
const sockets = new Set<Socket>();
const server = await listen(new SessionQueue(db, order.idleMs), await welcome(db), sockets);

parentPort!.once('message', async () => {
  server.close();
  for (const socket of sockets) socket.destroy();
  await db.close();
  parentPort!.postMessage('closed');
});
parentPort!.postMessage('ready');
