import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.mjs';

/** Keycloak's role and, when asked, an empty database of its own. @param {string} password @param {{ afresh: boolean }} how */
export const databaseSql = (password, { afresh }) => `
${afresh ? 'drop database if exists keycloak with (force);' : ''}
select 'create role keycloak login nosuperuser' where not exists (select from pg_roles where rolname = 'keycloak') \\gexec
alter role keycloak password '${password}';
select 'create database keycloak owner keycloak' where not exists (select from pg_database where datname = 'keycloak') \\gexec
`;

/**
 * Makes the database ready in the PostgreSQL beside it.
 * @param {import('../component.mjs').Place} place Keycloak's
 * @param {{ afresh: boolean }} how
 */
export async function prepareDatabase({ secrets, of }, how) {
  const postgres = of('postgres');
  const clients = [join(postgres.programs, 'clients'), postgres.programs].find((folder) => existsSync(join(folder, 'bin/psql'))) ?? '';
  const server = ['-h', '127.0.0.1', '-p', String(postgres.ports['sql']), '-U', 'postgres', '-d', 'postgres'];
  await run({
    command: join(clients, 'bin/psql'),
    args: ['-X', '-q', '-v', 'ON_ERROR_STOP=1', ...server],
    env: { PGPASSWORD: postgres.secrets['superuser'], LD_LIBRARY_PATH: join(clients, 'lib') },
    input: databaseSql(secrets['database'] ?? '', how),
  });
}

/** Where Keycloak finds it. @param {import('../component.mjs').Place} place Keycloak's */
export const databaseEnv = ({ secrets, of }) => ({
  KC_DB_URL: `jdbc:postgresql://127.0.0.1:${of('postgres').ports['sql']}/keycloak`,
  KC_DB_USERNAME: 'keycloak',
  KC_DB_PASSWORD: secrets['database'] ?? '',
});
