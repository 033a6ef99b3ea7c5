import { it } from '@jest/globals';
import { ContactCreatedSchema } from '@rapport/contracts';
import { UuidIds, SystemClock } from '@rapport/kernel';
import { callOf, databaseKinds, openTestDatabase } from '@rapport/testing';
import { Kysely } from 'kysely';
import { schemaOf, UnitOfWork } from '../index.js';
import { Session } from './session.js';
void Kysely;
const clear = { seal: async (_: unknown, bytes: Uint8Array) => bytes, open: async (_: unknown, bytes: Uint8Array) => bytes };
it.each(databaseKinds)('bench %s', async (kind) => {
  const db = await openTestDatabase(kind, { services: { accounts: undefined } });
  await db.asOwner(`create table accounts.things (tenant_id text, id uuid, a text, b text, n bigint not null default 0, primary key (tenant_id, id));
      alter table accounts.things enable row level security, force row level security;
      create policy tenant on accounts.things using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));`);
  await db.asOwner('create table accounts.plain (like accounts.things including all)');
  const work = new UnitOfWork({ db, names: schemaOf('accounts'), clock: new SystemClock(), ids: new UuidIds(), sealer: clear });
  const ids = new UuidIds();
  let t = performance.now();
  for (let i = 0; i < 20000; i++) new Session({} as never, {});
  const out: string[] = [`session ${((performance.now() - t) / 20000 * 1000).toFixed(2)} us`];
  const ours = (cmd: boolean) => async () => { const id = ids.next(); await work.run(callOf(cmd ? { command: { key: id, fingerprint: Buffer.alloc(32), encode: () => Buffer.alloc(200), decode: () => 1 } } : {}), async (tx) => {
    await tx.sql.insertInto('things').values({ tenant_id: 'acme', id, a: 'x', b: 'y' }).execute();
    tx.say(ContactCreatedSchema, { contactId: id, source: 'x' });
  }); };
  const bare = async () => { const id = ids.next(); const c = await db.pool.connect();
    await c.query('begin');
    await c.query(`select set_config('role', 'rapport_accounts', true), set_config('app.tenant','acme',true), set_config('search_path', 'accounts, public', true)`);
    await c.query('insert into things (tenant_id,id,a,b) values ($1,$2,$3,$4)', ['acme', id, 'x', 'y']);
    await c.query(`insert into aggregate_heads (tenant_id, aggregatetype, aggregateid, version, last_type, heads) values ($1,'contact',$2,1,'t','{}')`, ['acme', id]);
    await c.query(`insert into outbox (tenant_id,id,aggregatetype,aggregateid,type,payload,version,heads,by,occurred_at) values ($1,$2::uuid,'contact',$2::text,'t',$3,1,'{}','sofia',now())`, ['acme', id, Buffer.alloc(40)]);
    await c.query('commit'); c.release(); };
  const plain = async () => { const id = ids.next(); await db.pool.query('insert into accounts.plain (tenant_id,id,a,b) values ($1,$2,$3,$4)', ['acme', id, 'x', 'y']); };
  for (let r = 0; r < 2; r++) for (const [name, f] of Object.entries({ ours: ours(false), withKey: ours(true), bare, plain })) for (const c of [1, 16]) {
    t = performance.now(); const n = 2000; let i = 0;
    await Promise.all(Array.from({ length: c }, async () => { while (i++ < n) await f(); }));
    out.push(`${name} c${c} ${(n / (performance.now() - t) * 1000).toFixed(0)}/s`);
  }
  const { Relay } = await import('../index.js'); const { silentLog } = await import('@rapport/kernel');
  const relay = new Relay({ db, names: schemaOf('accounts'), log: silentLog, publisher: { publish: async () => undefined } });
  t = performance.now(); while (await relay.step()); out.push(`relay ${(relay.published / (performance.now() - t) * 1000).toFixed(0)}/s of ${relay.published}`);
  console.log(kind, out.join('\n'));
  await db.close();
}, 120000);
