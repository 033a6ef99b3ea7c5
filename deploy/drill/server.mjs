import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { Stop } from '../local/stop.mjs';
import { giveTo } from '../stack/account.mjs';
import { until } from '../stack/processes.mjs';

/** A switch of WAL files at the latest after so many seconds: what a loss of the machine may cost. */
export const archiveTimeoutS = 20;

/** The PostgreSQL of the drill: the stack's, with an archive. */
export class Server {
  /** @param {import('./part.mjs').Part} part @param {import('./barman.mjs').Barman} barman */
  constructor(part, barman) {
    this.part = part;
    this.barman = barman;
    this.port = part.place.ports['sql'] ?? 0;
    this.cluster = join(part.place.data, 'cluster');
  }

  /** @param {'on' | 'off'} [archive] off for a copy that is only looked at, whose WAL must not mix with the real one's */
  start(archive = 'on') {
    const settings = { archive_mode: archive, archive_command: this.barman.archiving, archive_timeout: `${archiveTimeoutS}s`, wal_level: 'replica' };
    return this.part.start({ args: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]), env: this.barman.env });
  }

  backUp() {
    return this.barman.backUp({ port: this.port, password: this.#password });
  }

  /**
   * Puts the newest backup in the place of what was there and has it recovered: up to a moment, or, for a look only, to the end of what was archived. Resolves once it can be written to.
   * @param {Date} [moment]
   */
  async restore(moment) {
    this.part.wipe();
    await giveTo(this.part.place.data, this.part.place.account);
    await this.barman.restoreInto(this.cluster);
    const target = moment ? `recovery_target_time = '${moment.toISOString().replace('T', ' ').replace('Z', '+00')}'\nrecovery_target_action = promote\n` : '';
    appendFileSync(join(this.cluster, 'postgresql.auto.conf'), `\nrestore_command = '${this.barman.fetching}'\n${target}`);
    writeFileSync(join(this.cluster, 'recovery.signal'), '');
    await this.start(moment ? 'on' : 'off');
    const isOpen = async () => (await this.rows('select pg_is_in_recovery() as recovering').catch(() => []))[0]?.['recovering'] === false;
    if (!(await until(isOpen, 300_000))) throw new Stop('The restored server is still recovering after five minutes.');
  }

  /** Waits until everything committed before now lies in the archive. */
  async archived() {
    const [now] = await this.rows('select pg_current_wal_lsn() as lsn, pg_walfile_name(pg_current_wal_lsn()) as file');
    const isThere = async () => {
      const [{ archived }] = /** @type {any} */ (await this.rows(`select last_archived_wal >= '${now?.['file']}' as archived from pg_stat_archiver`));
      return archived === true;
    };
    if (!(await until(isThere, 180_000))) throw new Stop('The WAL did not reach the archive within three minutes; see postgres.log.');
  }

  /** Asks as the superuser, past row level security. @param {string} sql @returns {Promise<Record<string, any>[]>} */
  async rows(sql) {
    const client = new pg.Client({ host: '127.0.0.1', port: this.port, user: 'postgres', password: this.#password, database: 'rapport' });
    client.on('error', () => {});
    await client.connect();
    return client.query(sql).then(
      ({ rows }) => client.end().then(() => rows),
      (thrown) => client.end().then(() => Promise.reject(thrown)),
    );
  }

  get #password() {
    return this.part.place.secrets['superuser'] ?? '';
  }
}
