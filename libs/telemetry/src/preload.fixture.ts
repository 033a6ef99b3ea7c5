// A small program behind the preload: answers HTTP from SQL over a socket, hands the work on by headers, prints the traces it kept.
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { continueTrace, recentTraces, traceHeaders, withSpan } from '@rapport/telemetry';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const folder = mkdtempSync(join(tmpdir(), 'rapport-trace-'));
const db = await PGlite.create();
const socket = new PGLiteSocketServer({ db, path: join(folder, '.s.PGSQL.5432'), maxConnections: 4 });
await socket.start();
const pool = new pg.Pool({ host: folder, database: 'postgres', user: 'postgres', max: 2 });

const door = createServer((_request, response) => {
  void withSpan('rpc', {}, async () => {
    await pool.query("select $1::text as given, 'Quux' as family", ['Zebulon']);
    await pool.query("select 'Zebulon'::int").catch(() => {});
    return traceHeaders();
  }).then(async (headers) => {
    await continueTrace(headers, () => withSpan('handle', {}, () => pool.query('select 1'), { kind: 'consumer' }));
    response.end('ok');
  });
});
await new Promise<void>((listening) => door.listen(0, '127.0.0.1', listening));
const { port } = door.address() as AddressInfo;
await pool.query('select 2');
await fetch(`http://127.0.0.1:${port}/v1/people/Zebulon?phone=89995550142`, { headers: { traceparent: process.argv[2] ?? '' } });
process.stdout.write(JSON.stringify(recentTraces()));
process.exit(0);
