import { describe, expect, it } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import { databaseKinds, openTestDatabase } from '@rapport/testing';
import type { Pool } from 'pg';
import { checkDatabase, openDatabase, type Database } from '../index.js';

/** A server that says what the spec wants to hear; only its facts are made up. */
function serverWith(facts: object, missing?: string): Database {
  const sound = { version: 18, role: 'rapport', unsafe_role: false, fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };
  const query = async (sql: string, params?: string[]) => {
    if (sql.includes('server_version_num')) return { rows: [{ ...sound, ...facts }], rowCount: 1 };
    if (sql.startsWith('create extension')) throw new Error('permission denied');
    return { rows: [], rowCount: params?.[0] === missing ? 0 : 1 };
  };
  return { kind: 'server', pool: { query } as unknown as Pool, close: async () => undefined };
}

describe('checkDatabase', () => {
  it.each([
    [{ version: 14 }, 'points to PostgreSQL 14, but 15 or newer is needed'],
    [{ fsync: 'off' }, 'runs with fsync = off'],
    [{ full_page_writes: 'off' }, 'runs with full_page_writes = off'],
    [{ synchronous_commit: 'off' }, 'runs with synchronous_commit = off'],
    [{ unsafe_role: true, role: 'postgres' }, 'signs in as “postgres”, a superuser or BYPASSRLS role'],
  ])('refuses a server with %p', async (facts, sentence) => {
    await expect(checkDatabase(serverWith(facts))).rejects.toThrow(sentence);
  });

  it('refuses a server without an extension that it may not make', async () => {
    await expect(checkDatabase(serverWith({}, 'vector'))).rejects.toThrow('run “create extension vector” in the database as a superuser');
  });

  it('takes a sound server', async () => {
    await expect(checkDatabase(serverWith({ synchronous_commit: 'local' }))).resolves.toBeUndefined();
  });

  it.each([
    ['mysql://x', 'DATABASE_URL must look like postgres://'],
    ['postgres://nobody@127.0.0.1:1/none', 'cannot be reached (ECONNREFUSED)'],
  ])('says in one sentence what is wrong with %s', async (databaseUrl, sentence) => {
    await expect(openDatabase({ databaseUrl, dataFolder: '', log: silentLog })).rejects.toThrow(sentence);
  });

  it.each(databaseKinds)('takes the %s database of these specs', async (kind) => {
    const db = await openTestDatabase(kind, { services: {} });
    await expect(checkDatabase(db)).resolves.toBeUndefined();
    await db.close();
  });
});
