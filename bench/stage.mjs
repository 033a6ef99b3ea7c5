import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/**
 * Where one installation of a benchmark lives: a folder of its own, and on a server a database of its own.
 * @typedef {object} Place
 * @property {string} data
 * @property {Record<string, string>} env the settings that lead there
 * @property {import('pg').ClientConfig} database how a bare client reaches its database while the installation runs
 * @property {() => Promise<void>} remove
 */

/** A fresh place. `broker` false: without NATS, for what needs no broker. @param {{ broker?: boolean }} [needs] @returns {Promise<Place>} */
export async function freshPlace({ broker = true } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'rapport-bench-'));
  const server = process.env['DATABASE_URL'];
  const env = { RAPPORT_DATA: data, NATS_URL: (broker && process.env['NATS_URL']) || '' };
  const removeFolder = () => rmSync(data, { recursive: true, force: true });
  if (!server)
    return {
      data,
      env,
      database: { host: join(data, 'database/socket'), user: 'postgres', database: 'postgres', password: '' },
      remove: async () => removeFolder(),
    };
  const name = `rapport_bench_${randomBytes(6).toString('hex')}`;
  await onMaintenance(server, `create database ${name}`);
  const connectionString = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const remove = async () => {
    await dropped(server, name);
    removeFolder();
  };
  return { data, env: { ...env, DATABASE_URL: connectionString }, database: { connectionString }, remove };
}

/** What was measured on, for the results. */
export async function engines() {
  const server = process.env['DATABASE_URL'];
  const version = server ? `PostgreSQL ${await onMaintenance(server, 'show server_version')}` : 'PGlite (embedded)';
  return { database: version, broker: process.env['NATS_URL'] ? 'NATS with JetStream' : 'in-process' };
}

/** A vacuum at work in it belongs to another and cannot be ended: then a little later. @param {string} server @param {string} name */
async function dropped(server, name) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await onMaintenance(server, `drop database ${name} with (force)`);
    } catch (thrown) {
      if (attempt === 20) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** @param {string} connectionString @param {string} statement @returns {Promise<string>} the first value of the answer */
async function onMaintenance(connectionString, statement) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query(statement).finally(() => client.end());
  return String(Object.values(rows[0] ?? {})[0] ?? '');
}
