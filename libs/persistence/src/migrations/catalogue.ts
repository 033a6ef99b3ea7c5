import type { Database } from '../database/database.js';

/** What programs rely on in the database's schemas: columns, what rows must satisfy, and functions. Each is one text that tells it from any other. */
export interface Catalogue {
  /** `accounts.contacts.tags` → its type. */
  readonly columns: ReadonlyMap<string, string>;
  /** Columns that a row must be given, since they have no default. */
  readonly required: ReadonlySet<string>;
  /** `accounts.contacts: CHECK …`, unique indexes too. */
  readonly demands: ReadonlySet<string>;
  /** `accounts.say(text, …)` → what it answers. */
  readonly functions: ReadonlyMap<string, string>;
}

const own = `n.nspname not in ('information_schema', 'public') and n.nspname !~ '^pg_'`;

/** The catalogue of all schemas but the system's and `public`, where the extensions are. */
export async function catalogueOf({ pool }: Database): Promise<Catalogue> {
  const columns = await pool.query<{ name: string; type: string; required: boolean }>(`
    select format('%s.%s.%s', n.nspname, c.relname, a.attname) as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull and not a.atthasdef and a.attidentity = '' as required
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where ${own} and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped`);
  const demands = await pool.query<{ demand: string }>(`
    select format('%s.%s: %s', n.nspname, c.relname, pg_get_constraintdef(k.oid)) as demand
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace where ${own} and k.contype in ('c', 'f', 'x')
    union all
    select format('%s.%s: unique %s where %s', n.nspname, c.relname,
      (select string_agg(pg_get_indexdef(i.indexrelid, at, true), ', ') from generate_series(1, i.indnkeyatts) at), coalesce(pg_get_expr(i.indpred, c.oid), 'all'))
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace where ${own} and i.indisunique`);
  const functions = await pool.query<{ name: string; result: string }>(`
    select format('%s.%s(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) as name, pg_get_function_result(p.oid) as result
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${own}`);
  return {
    columns: new Map(columns.rows.map(({ name, type }) => [name, type])),
    required: new Set(columns.rows.filter((row) => row.required).map(({ name }) => name)),
    demands: new Set(demands.rows.map(({ demand }) => demand)),
    functions: new Map(functions.rows.map(({ name, result }) => [name, result])),
  };
}

/**
 * Why a program that was made for the schemas of before could not go on with those of now: one sentence each, empty when it can. New tables, columns that need no
 * value, and indexes are fine; what is dropped, renamed, retyped, newly required or newly demanded in a table of before is not.
 */
export function breachesBetween(before: Catalogue, now: Catalogue): string[] {
  const tablesBefore = new Set([...before.columns.keys()].map(tableOf));
  const isOld = (name: string) => tablesBefore.has(tableOf(name));
  return [
    ...changed(before.columns, now.columns),
    ...changed(before.functions, now.functions),
    ...[...now.required].filter((name) => isOld(name) && !before.required.has(name)).map((name) => `${name} must be given a value now; give it a default`),
    ...[...now.demands]
      .filter((demand) => tablesBefore.has(demand.slice(0, demand.indexOf(':'))) && !before.demands.has(demand))
      .map((demand) => `${demand} is demanded now of rows that the released version writes`),
  ];
}

function changed(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  return [...before].flatMap(([name, was]) => {
    const is = now.get(name);
    if (is === undefined) return [`${name} is gone, and the released version uses it; drop it a release later`];
    return is === was ? [] : [`${name} is ${is} now and was ${was}; add another beside it`];
  });
}

function tableOf(column: string): string {
  return column.slice(0, column.lastIndexOf('.'));
}
