import { NotYet } from '@rapport/kernel';
import { DatabaseRefused, type Database } from './database.js';

interface Facts {
  readonly version: number;
  readonly role: string;
  readonly unsafe_role: boolean;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
}

const extensions = ['vector', 'pg_trgm'] as const;
const oldestVersion = 15;

/**
 * Refuses a server that would lose or show data: too old, without its extensions, with durability switched off, or entered by a role that row level
 * security does not bind. An embedded database is not asked about durability and role: it has neither, which the README says.
 */
export async function checkDatabase(db: Database): Promise<void> {
  const facts = await factsOf(db);
  if (facts.version < oldestVersion) {
    throw new DatabaseRefused(
      `DATABASE_URL points to PostgreSQL ${facts.version}, but ${oldestVersion} or newer is needed; upgrade the server or choose another.`,
    );
  }
  if (db.kind === 'server') checkServer(facts);
  for (const extension of extensions) await ensureExtension(db, extension);
}

async function factsOf(db: Database): Promise<Facts> {
  try {
    const { rows } = await db.pool.query<Facts>(`
      select current_setting('server_version_num')::int / 10000 as version, rolname as role, rolsuper or rolbypassrls as unsafe_role,
        current_setting('fsync') as fsync, current_setting('full_page_writes') as full_page_writes, current_setting('synchronous_commit') as synchronous_commit
      from pg_roles where rolname = current_user`);
    return rows[0]!;
  } catch (thrown) {
    throw notReached(thrown as Error & { code?: string });
  }
}

/** Why a server does not let us in: what waiting may mend, apart from what only a person can. */
function notReached({ code, message }: Error & { code?: string }): Error {
  if (code === '28P01' || code === '28000') return new DatabaseRefused(`DATABASE_URL: the server refuses this user and password (${code}); correct them.`);
  if (/password must be a/.test(message)) return new DatabaseRefused('DATABASE_URL holds no password, and the server asks for one; add it after the user.');
  if (code === '3D000') return new DatabaseRefused(`DATABASE_URL: the server has no database of this name (${code}); create it for this user, or correct it.`);
  if (code === '57P03') return new NotYet(`The PostgreSQL of DATABASE_URL is still starting (${code}).`);
  return new NotYet(`The database of DATABASE_URL cannot be reached (${code ?? 'no answer'}); check host and port, and that the server is running.`);
}

function checkServer(facts: Facts): void {
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'] as const) {
    if (facts[setting] !== 'off') continue;
    throw new DatabaseRefused(`The PostgreSQL server runs with ${setting} = off, so committed data could be lost; set it to on and reload the server.`);
  }
  if (facts.unsafe_role) {
    throw new DatabaseRefused(
      `DATABASE_URL signs in as “${facts.role}”, a superuser or BYPASSRLS role that row level security does not bind; create a role with LOGIN CREATEROLE and nothing more, and make it owner of the database.`,
    );
  }
}

async function ensureExtension(db: Database, name: string): Promise<void> {
  const { rowCount } = await db.pool.query('select from pg_extension where extname = $1', [name]);
  if (rowCount) return;
  try {
    await db.pool.query(`create extension if not exists "${name}"`);
  } catch {
    throw new DatabaseRefused(
      `The database of DATABASE_URL has no extension “${name}”; install it on the server and run “create extension ${name}” in the database as a superuser.`,
    );
  }
}
