import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate, migrateKeyring, openTenantTables, schemaOf } from '@rapport/persistence';
import { databaseKinds, openTestDatabase, type TestDatabase } from '@rapport/testing';
import { registry } from './registry.js';

const services = registry.map(({ name }) => name);
const schemas = [...services.map((name) => schemaOf(name).schema), 'gateway', 'keyring'];
/** Tables of no tenant, beside those that every schema has. */
const ofNoTenant: Readonly<Record<string, readonly string[]>> = { gateway: ['sessions'], keyring: ['installation'] };

const byTenant = `tenant_id = current_setting('app.tenant', true)`;
const unforced = 'does not force row level security';
const unbound = 'has no policy by app.tenant for reading and writing, or one that lets more through';
/** What a migration could do to a table, and what must then be said of it. */
const harms: readonly (readonly [string, (table: string) => string, string])[] = [
  ['row level security off', (table) => `alter table ${table} disable row level security`, unforced],
  ['row level security that its owner passes', (table) => `alter table ${table} no force row level security`, unforced],
  ['its policy dropped', (table) => `drop policy tenant on ${table}`, unbound],
  ['a policy that knows no tenant', (table) => `alter policy tenant on ${table} using (true) with check (true)`, unbound],
  ['a policy that reads more than the tenant’s rows', (table) => `alter policy tenant on ${table} using (${byTenant} or tenant_id = 'shared')`, unbound],
  ['a policy that writes for any tenant', (table) => `alter policy tenant on ${table} with check (true)`, unbound],
  ['a second policy for everybody', (table) => `create policy everybody on ${table} for select using (true)`, unbound],
];

describe.each(databaseKinds)('Tenants on the %s database', (kind) => {
  let db: TestDatabase;

  beforeAll(async () => {
    db = await openTestDatabase(kind, { services: Object.fromEntries(registry.map(({ name, migrations }) => [name, migrations])) });
    await migrate(db, { service: 'gateway', folder: fileURLToPath(new URL('gateway/migrations/', import.meta.url)), platform: false });
    await migrateKeyring(db, services);
  }, 120_000);
  afterAll(() => db?.close());

  it.each(schemas)('are kept apart by every table of %s', async (schema) => {
    expect(await openTenantTables(db, schema, ofNoTenant[schema])).toEqual([]);
  });

  it('are asked for by roles that row level security binds', async () => {
    const roles = schemas.flatMap((schema) => [`rapport_${schema}`, `rapport_${schema}_relay`]);
    const { rows } = await db.pool.query(
      `select rolname from pg_roles r where rolname = any($1) and (rolsuper or rolbypassrls or rolcanlogin or exists (select from pg_class c where c.relowner = r.oid))`,
      [roles],
    );
    expect(rows).toEqual([]);
  });

  it.each(harms)('would be seen to meet in each table of each service with %s', async (_, harm, said) => {
    const { tables, holes } = await afterwards(harm);
    expect(tables.length).toBeGreaterThan(80);
    expect(holes.toSorted()).toEqual(tables.map((table) => `${table} ${said}`).toSorted());
  });

  it('would be seen to meet in a view that looks with its owner’s eyes', async () => {
    const { tables, holes } = await afterwards(
      (table) => `create view ${table}_seen as select * from ${table}; create view ${table}_own with (security_invoker = true) as select * from ${table}`,
    );
    expect(holes.toSorted()).toEqual(tables.map((table) => `${table}_seen shows what its owner may see, not its caller`).toSorted());
  });

  /** Every tenant's table, and the holes that are found once each of them was harmed; nothing of it stays. */
  async function afterwards(harm: (table: string) => string): Promise<{ tables: string[]; holes: string[] }> {
    const client = await db.pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query<{ schema: string; name: string }>(
        `select nspname as schema, relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where nspname = any($1) and relkind = 'r' and exists (select from pg_attribute where attrelid = c.oid and attname = 'tenant_id')
          order by array_position($1, nspname), relname`,
        [schemas],
      );
      const tables = rows.map(({ schema, name }) => `${schema}.${name}`);
      await client.query(tables.map(harm).join(';'));
      const holes: string[] = [];
      for (const schema of schemas) holes.push(...(await openTenantTables({ pool: client }, schema, ofNoTenant[schema])).map((hole) => `${schema}.${hole}`));
      return { tables, holes };
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
});
