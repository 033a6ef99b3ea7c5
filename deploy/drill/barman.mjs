import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { unprivileged } from '../stack/account.mjs';
import { home } from '../stack/home.mjs';
import { run } from '../stack/run.mjs';
import { lacking, missingTools } from '../stack/tools.mjs';

const version = '3.19.1';
const programs = join(home, 'cache', `barman-${version}`);
const requirements = join(import.meta.dirname, 'barman.requirements.txt');
/** What barman calls our server in the bucket. */
const serverName = 'rapport';

/** Installs Barman's cloud programs, pinned by their hashes: what CloudNativePG's backup plugin runs. */
export async function installBarman() {
  if (existsSync(programs)) return `Barman ${version}`;
  const without = lacking(['python3']);
  if (without.length) throw missingTools('Barman', without, undefined);
  const fresh = `${programs}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o755 });
  const options = ['--quiet', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:', '--require-hashes', '--target', fresh];
  await run({ command: 'python3', args: ['-m', 'pip', 'install', ...options, '--requirement', requirements] });
  renameSync(fresh, programs);
  return `Barman ${version} installed`;
}

/** Base backups and WAL of one server in one bucket. */
export class Barman {
  /** @param {{ endpoint: string, url: string, keys: Record<string, string> }} store `keys` are the settings that S3 clients read */
  constructor({ endpoint, url, keys }) {
    this.place = ['--endpoint-url', endpoint, '--addressing-style', 'path', url, serverName];
    /** What the server needs in its environment to archive. */
    this.env = { ...keys, PYTHONPATH: programs };
  }

  /** For `archive_command`. */
  get archiving() {
    return this.#line('barman-cloud-wal-archive', ['--gzip'], ['%p']);
  }

  /** For `restore_command`. */
  get fetching() {
    return this.#line('barman-cloud-wal-restore', [], ['%f', '%p']);
  }

  /** Takes a base backup while the server works. @param {{ port: number, password: string }} server */
  async backUp({ port, password }) {
    const server = [
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--user',
      'postgres',
      '--dbname',
      'postgres',
      '--immediate-checkpoint',
      '--jobs',
      '1',
      '--gzip',
    ];
    await this.#run('barman-cloud-backup', [...server, ...this.place], { PGPASSWORD: password });
  }

  /** Puts the newest base backup into a folder that is not there yet. @param {string} folder */
  async restoreInto(folder) {
    await this.#run('barman-cloud-restore', [...this.place, 'latest', folder]);
  }

  /** @param {string} name @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
  async #run(name, args, env = {}) {
    await run({ command: 'python3', args: [join(programs, 'bin', name), ...args], env: { ...this.env, ...env }, cwd: '/', account: unprivileged() });
  }

  /** @param {string} name @param {string[]} options @param {string[]} last */
  #line(name, options, last) {
    return ['python3', join(programs, 'bin', name), ...options, ...this.place, ...last].join(' ');
  }
}
