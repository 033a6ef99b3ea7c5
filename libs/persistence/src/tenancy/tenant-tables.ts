import type { Pool } from 'pg';

/** Where the catalogue is read: a database, or one connection with what it has changed so far. */
interface Catalogue {
  readonly pool: Pick<Pool, 'query'>;
}

interface RelationFacts {
  readonly name: string;
  readonly holds_rows: boolean;
  readonly has_tenant: boolean;
  readonly forced: boolean;
  readonly key_begins_with_tenant: boolean;
  readonly bound: boolean;
  readonly asks_as_caller: boolean;
}

/** The tables that every schema has and that hold no tenant's data. */
const ofEverySchema: readonly string[] = ['schema_migrations', 'consumer_beginnings', 'outbox_streams'];

/** The one condition that keeps tenants apart, as the catalogue prints it. */
const byTenant = `'(tenant_id = current_setting(''app.tenant''::text, true))'`;

/**
 * What stands between tenants in a schema, read from the catalogue: one sentence for each hole. Empty when every table has `tenant_id` first in its primary key, row level
 * security forced, and a policy by `app.tenant` and nothing else for reading and writing, and when every view looks with its caller's eyes.
 */
export async function openTenantTables(db: Catalogue, schema: string, ofNoTenant: readonly string[] = []): Promise<string[]> {
  const { rows } = await db.pool.query<RelationFacts>(
    `
    select c.relname as name, c.relkind in ('r', 'p') as holds_rows, c.relrowsecurity and c.relforcerowsecurity as forced,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull) as has_tenant,
      exists (select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary and a.attname = 'tenant_id') as key_begins_with_tenant,
      exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd = '*'
        and pg_get_expr(p.polqual, c.oid) = ${byTenant} and pg_get_expr(p.polwithcheck, c.oid) = ${byTenant})
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive
        and (pg_get_expr(p.polqual, c.oid) <> ${byTenant} or pg_get_expr(p.polwithcheck, c.oid) <> ${byTenant})
        and not (p.polroles <@ array(select oid from pg_roles where rolname like '%\\_relay'))) as bound,
      coalesce('security_invoker=true' = any(c.reloptions), false) as asks_as_caller
    from pg_class c where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
    [`"${schema}"`],
  );
  return rows.filter((row) => !ofEverySchema.includes(row.name) && !ofNoTenant.includes(row.name)).flatMap(holesOf);
}

/** Throws an error that names every hole between tenants in the schema; `ofNoTenant` are its tables that hold no tenant's data. */
export async function assertTenantTablesForced(db: Catalogue, schema: string, ofNoTenant: readonly string[] = []): Promise<void> {
  const holes = await openTenantTables(db, schema, ofNoTenant);
  if (holes.length) throw new Error(`Tenants are not kept apart in schema “${schema}”:\n${holes.join('\n')}`);
}

function holesOf(row: RelationFacts): string[] {
  if (!row.holds_rows) return row.asks_as_caller ? [] : [`${row.name} shows what its owner may see, not its caller`];
  const holes = [
    [row.has_tenant, 'has no tenant_id not null'],
    [row.key_begins_with_tenant, 'has a primary key that does not begin with tenant_id'],
    [row.forced, 'does not force row level security'],
    [row.bound, 'has no policy by app.tenant for reading and writing, or one that lets more through'],
  ] as const;
  return holes.filter(([closed]) => !closed).map(([, what]) => `${row.name} ${what}`);
}
