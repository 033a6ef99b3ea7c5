import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startInstallation, until, type Caller, type TestInstallation } from '@rapport/testing';

let rapport: TestInstallation;
beforeAll(async () => void (rapport = await startInstallation({ settings: { RATE_LIMIT_PER_SECOND: '0' } })), 120_000);
afterAll(() => rapport?.stop());

/** What `npm run keys` runs once everything is built. */
const program = fileURLToPath(new URL('dist/keys.command.js', import.meta.url));
const keys = async (...words: string[]) =>
  (await promisify(execFile)(process.execPath, [program, ...words], { env: { ...process.env, ...rapport.settings } })).stdout;

/** Clients at the door: each adds somebody, changes them, and reads somebody older, again and again. */
class Clients {
  readonly names = new Map<string, string>();
  readonly failed: string[] = [];
  private going = true;
  private readonly lanes: Promise<unknown>;

  constructor(private readonly caller: Caller) {
    this.lanes = Promise.all([1, 2, 3, 4].map((lane) => this.work(lane)));
  }

  async stop(): Promise<void> {
    this.going = false;
    await this.lanes;
  }

  private async work(lane: number): Promise<void> {
    for (let n = 0; this.going; n += 1) {
      const added = await this.caller.post('/v1/contacts', { given_name: `Ключ ${lane}-${n}` });
      if (added.status !== 201) return void this.failed.push(added.text);
      const id = String(added.json['id']);
      const changed = await this.caller.ask('PATCH', `/v1/contacts/${id}`, { body: { family_name: 'Под нагрузкой' } });
      if (changed.status !== 200) this.failed.push(changed.text);
      this.names.set(id, `Под нагрузкой Ключ ${lane}-${n}`);
      const older = [...this.names.keys()].at(Math.floor(Math.random() * this.names.size))!;
      const read = await this.caller.get(`/v1/contacts/${older}`);
      if (read.status !== 200) this.failed.push(read.text);
    }
  }
}

describe('a rotation of the key-encryption key while clients write and read', () => {
  it('fails no request, leaves nothing under the old key, and everything opens with the new one alone', async () => {
    const clients = new Clients(await rapport.integration());
    await until('clients have written', () => clients.names.size > 5, 60_000);
    const said = await keys('rotate');
    expect(said).toMatch(/\d+ data keys are wrapped by kek-2/);
    const rotated = clients.names.size;
    await until('clients have written with the new key', () => clients.failed.length > 0 || clients.names.size > rotated + 5, 60_000);
    await clients.stop();
    expect(clients.failed).toEqual([]);

    expect(await keys('status')).toMatch(/^kek-1 .*wraps 0 data keys$/m);
    expect(await keys('drop', 'kek-1')).toContain('The key kek-1 is gone');
    await rapport.end();
    await rapport.restart();
    const caller = await rapport.integration();
    for (const [id, name] of clients.names) expect((await caller.get(`/v1/contacts/${id}`)).json['display_name']).toBe(name);
  }, 120_000);
});
