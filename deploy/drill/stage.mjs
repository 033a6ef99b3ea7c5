import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { startInstallation, until } from '@rapport/testing';
import { root } from '../local/places.mjs';
import { Stop } from '../local/stop.mjs';
import { nats } from '../stack/components/nats.mjs';
import { postgres } from '../stack/components/postgres.mjs';
import { versitygw } from '../stack/components/versitygw.mjs';
import { Barman, installBarman } from './barman.mjs';
import { Part } from './part.mjs';
import { Server } from './server.mjs';

const bucket = 'rapport-drill';

/** Brings up object storage, database, broker and Rapport on folders of the drill's own. @param {import('../local/steps.mjs').Steps} steps */
export async function openStage(steps) {
  await steps.run('Barman', installBarman, String);
  /** @type {Part[]} */
  const parts = [];
  try {
    for (const component of [versitygw, nats, postgres]) parts.push(await steps.run(component.name, (say) => Part.of(component, say)));
    const [store, broker, database] = /** @type {[Part, Part, Part]} */ (/** @type {unknown} */ (parts));
    await store.start();
    const { S3_ENDPOINT: endpoint = '', ...keys } = store.env;
    await clientOf(store).send(new CreateBucketCommand({ Bucket: bucket }));
    const server = new Server(database, new Barman({ endpoint, keys, url: `s3://${bucket}/backup` }));
    await steps.run('Parts', () => Promise.all([server.start(), broker.start()]));
    const settings = {
      ...store.env,
      ...broker.env,
      ...database.env,
      RAPPORT_ERASURE_LEDGER: `s3://${bucket}/erasures`,
      RATE_LIMIT_PER_SECOND: '0',
      LOG_LEVEL: 'warn',
    };
    const rapport = await steps.run('Rapport', () => startInstallation({ settings }));
    return new Stage({ store, broker, server, rapport });
  } catch (error) {
    for (const part of parts.toReversed()) await part.end();
    throw error;
  }
}

/** @param {Part} store */
function clientOf({ env }) {
  const credentials = { accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '', secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '' };
  return new S3Client({ endpoint: env['S3_ENDPOINT'] ?? '', region: env['AWS_REGION'] ?? '', credentials, forcePathStyle: true });
}

/** People of whom the drill knows what must become. @typedef {{ erasedBefore: string, erasedAfter: string, kept: string }} People */

/** An installation on parts of its own. */
export class Stage {
  /** @param {{ store: Part, broker: Part, server: Server, rapport: import('@rapport/testing').TestInstallation }} parts */
  constructor({ store, broker, server, rapport }) {
    this.store = store;
    this.broker = broker;
    this.server = server;
    this.rapport = rapport;
  }

  /** Three people with a note each; one of them is erased at once, and so lies in no backup. @returns {Promise<People>} */
  async people() {
    const caller = await this.rapport.integration();
    /** @param {string} name */
    const add = async (name) => {
      const { status, json } = await caller.post('/v1/contacts', { given_name: name, family_name: 'Restorova' });
      if (status !== 201) throw new Stop(`A person could not be added (${status}).`);
      const noted = await caller.post('/v1/notes', { subject: { noun: 'contact', id: json['id'] }, body: `About ${name}` });
      if (noted.status !== 201) throw new Stop(`A note could not be added (${noted.status}): ${noted.text}`);
      return String(json['id']);
    };
    const people = { erasedBefore: await add('Anna'), erasedAfter: await add('Berta'), kept: await add('Clara') };
    await this.erase(people.erasedBefore);
    return people;
  }

  /** @param {string} id */
  async erase(id) {
    const officer = await this.rapport.login('dina');
    const { status, text } = await officer.post(`/v1/contacts/${id}/erase`, {});
    if (status !== 200) throw new Stop(`The person could not be erased (${status}): ${text}`);
  }

  /** Ids that the erasure ledger in object storage names. */
  async ledger() {
    const { Contents = [] } = await clientOf(this.store).send(new ListObjectsV2Command({ Bucket: bucket, Prefix: 'erasures/' }));
    return Contents.map(({ Key = '' }) => Key.split('/').at(-1) ?? '');
  }

  /** Kills database, broker and Rapport in the middle of their work, and deletes what the first two kept; answers when. */
  async lose() {
    const at = Date.now();
    await this.server.part.end('SIGKILL');
    await this.broker.end('SIGKILL');
    await this.rapport.end('SIGKILL');
    await sleepUntilQuiet();
    this.server.part.wipe();
    this.broker.wipe();
    return at;
  }

  /** Starts broker and Rapport on the restored database, and has it publish its events again: the broker knows none, or some from a time that is no more. */
  async reopen() {
    await this.broker.start();
    await this.rapport.restart();
    const caller = await this.rapport.integration();
    await until('the door answers', async () => (await caller.get('/v1/contacts?page_size=1')).status === 200, 60_000);
    const { code, output } = await this.command('outbox', 'replay', '720');
    if (code !== 0) throw new Stop(`npm run outbox -- replay 720 failed:\n${output}`);
  }

  /** One of our commands on this installation. @param {string} name @param {...string} words */
  async command(name, ...words) {
    const child = spawn(process.execPath, [join(root, `services/dist/${name}.command.js`), ...words], {
      env: { ...process.env, ...this.rapport.settings },
      cwd: root,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    const [code] = await once(child, 'close');
    return { code, output };
  }

  async close() {
    await this.rapport.stop();
    for (const part of [this.broker, this.server.part, this.store]) {
      await part.end();
      part.wipe();
    }
  }
}

/** Children of a killed server end by themselves soon after it. */
const sleepUntilQuiet = () => new Promise((resolve) => setTimeout(resolve, 1500));
