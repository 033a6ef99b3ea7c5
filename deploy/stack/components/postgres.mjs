import { existsSync, mkdirSync, readdirSync, readlinkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stop } from '../../local/stop.mjs';
import { giveTo } from '../account.mjs';
import { until } from '../processes.mjs';
import { run } from '../run.mjs';
import { versions } from '../versions.mjs';
import { installPostgres } from './postgres-install.mjs';
import { acceptsConnections } from './postgres-health.mjs';

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
};

/** Roles and the database, before the server ever listens. The owner is no superuser and does not bypass row security. @param {string} password */
export const ownerSql = (password) => `
create role rapport login createrole createdb nosuperuser nobypassrls password '${password}';
create database rapport owner rapport;
`;

/** What only a superuser may create; in the template, so that every database that specs and benchmarks make has it. */
export const extensionsSql = `
create extension vector;
create extension pg_trgm;
alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof;
`;

/** PostgreSQL with pgvector. @type {import('../component.mjs').Component} */
export const postgres = {
  name: 'postgres',
  version: versions.postgres.version,
  needs: [],
  ports: ['sql'],
  secrets: ['superuser', 'owner'],
  refusesRoot: true,
  stopSignal: 'SIGINT',
  readyWithinMs: 60_000,
  install: installPostgres,

  async prepare(place) {
    if (existsSync(clusterOf(place))) return clearLock(clusterOf(place));
    const fresh = join(place.data, 'cluster.new');
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(place.data, { recursive: true });
    const passwordFile = join(place.data, 'password');
    writeFileSync(passwordFile, place.secrets['superuser'] ?? '', { mode: 0o600 });
    await giveTo(place.data, place.account);
    await init(place, fresh, passwordFile);
    rmSync(passwordFile);
    await alone(place, fresh, 'template1', extensionsSql);
    await alone(place, fresh, 'postgres', ownerSql(place.secrets['owner'] ?? ''));
    renameSync(fresh, clusterOf(place));
  },

  launches(place) {
    const args = ['-D', clusterOf(place), ...settingArgs({ ...settings, port: String(place.ports['sql']) })];
    return [{ name: 'postgres', command: programOf(place, 'postgres'), args, env: environment(place) }];
  },

  isHealthy: ({ ports }) => acceptsConnections(Number(ports['sql']), { user: 'rapport', database: 'rapport' }),

  env: ({ ports, secrets }) => ({ DATABASE_URL: `postgres://rapport:${secrets['owner']}@127.0.0.1:${ports['sql']}/rapport` }),
};

/** @param {Record<string, string>} named */
const settingArgs = (named) => Object.entries(named).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** @param {import('../component.mjs').Place} place */
const clusterOf = ({ data }) => join(data, 'cluster');

/** @param {import('../component.mjs').Place} place @param {string} name */
const programOf = ({ programs }, name) => join(programs, 'bin', name);

/** @param {import('../component.mjs').Place} place */
const environment = ({ programs, data }) => ({ HOME: data, LC_ALL: 'C', LD_LIBRARY_PATH: join(programs, 'lib') });

/** @param {import('../component.mjs').Place} place @param {string} folder @param {string} passwordFile */
async function init(place, folder, passwordFile) {
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--data-checksums'];
  await run({
    command: programOf(place, 'initdb'),
    args: ['-D', folder, ...locale, ...access],
    env: environment(place),
    cwd: place.data,
    account: place.account,
  });
}

/**
 * Runs SQL as the superuser in a server that nobody can connect to. It takes every line for a statement.
 * @param {import('../component.mjs').Place} place
 * @param {string} folder
 * @param {string} database
 * @param {string} sql
 */
async function alone(place, folder, database, sql) {
  const args = ['--single', '-D', folder, ...settingArgs({ exit_on_error: 'on' }), database];
  await run({ command: programOf(place, 'postgres'), args, env: environment(place), cwd: place.data, account: place.account, input: sql.trimStart() });
}

/**
 * A killed server leaves its lock file, and its number stays taken while nobody buries it. Its children are gone soon after it: wait for
 * them, since two servers on one folder would ruin it, and only then take the lock away.
 * @param {string} cluster
 */
async function clearLock(cluster) {
  if (!(await until(() => !isWorkedIn(cluster), 10_000))) throw new Stop(`Another PostgreSQL still works in ${cluster}: stop it first.`);
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/** Whether a process has this as its folder, as every process of a server has. @param {string} folder */
function isWorkedIn(folder) {
  return readdirSync('/proc').some((entry) => {
    try {
      return /^\d+$/.test(entry) && readlinkSync(`/proc/${entry}/cwd`) === folder;
    } catch {
      return false;
    }
  });
}
