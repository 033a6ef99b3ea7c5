import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import { breachesBetween, catalogueOf, openDatabase, type Catalogue } from '@rapport/persistence';
import { items, openRealParts, releasedProgram, startInstallation, until, type Caller, type TestInstallation } from '@rapport/testing';

const running: TestInstallation[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const add = async (caller: Caller, name: string) => {
  const { status, json, text } = await caller.post('/v1/contacts', { given_name: name, tags: ['upgrade'] });
  if (status !== 201) throw new Error(`${status} ${text}`);
  return String(json['id']);
};

async function catalogueIn({ dataFolder, settings }: TestInstallation): Promise<Catalogue> {
  const db = await openDatabase({ databaseUrl: settings['DATABASE_URL'], dataFolder, log: silentLog });
  return catalogueOf(db).finally(() => db.close());
}

describe('the version after the released one', () => {
  it('goes on with its data, and leaves it a schema that it can work on', async () => {
    const rapport = await startInstallation({ root: releasedProgram() });
    running.push(rapport);
    const old = await rapport.integration();
    const ids = [await add(old, 'Before'), await add(old, 'Also before')];
    await rapport.end();
    const before = await catalogueIn(rapport);
    expect(before.columns.size).toBeGreaterThan(100);
    await rapport.restart();
    const caller = await rapport.integration();
    expect(await Promise.all(ids.map(async (id) => (await caller.get(`/v1/contacts/${id}`)).json['given_name']))).toEqual(['Before', 'Also before']);
    await add(caller, 'After');
    await rapport.end();
    expect(breachesBetween(before, await catalogueIn(rapport))).toEqual([]);
  }, 120_000);
});

if (process.env.DATABASE_URL && process.env.NATS_URL) {
  describe('the released version and the present one on one database and one broker', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-upgrade-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('serve side by side while the schema moves under the old one: no request fails, nothing is lost, events are handled once', async () => {
      const parts = await openRealParts();
      const shared = {
        ...parts.settings,
        RAPPORT_INTERNAL_KEY: randomBytes(32).toString('base64'),
        RAPPORT_KEK_FILE: join(folder, 'kek.json'),
        RAPPORT_DEMO: 'off',
        RATE_LIMIT_PER_SECOND: '0',
      };
      try {
        const old = await startInstallation({ root: releasedProgram(), settings: shared });
        running.push(old);
        const clients = new Clients([await old.integration()]);
        await until('the old one serves', () => clients.ids.size > 20);
        const present = await startInstallation({ settings: shared });
        running.push(present);
        clients.join(await present.integration());
        const alone = clients.ids.size;
        await until('both serve', () => clients.ids.size > alone + 200, 60_000);
        await clients.stop();
        expect(clients.failed).toEqual([]);
        for (const one of [old, present]) expect(await servedBy(one)).toBeGreaterThan(20);
        for (const door of [old, present]) await everyoneIsThere(await door.integration(), clients.ids);
      } finally {
        for (const one of running.splice(0)) await one.stop();
        await parts.close();
      }
    }, 240_000);
  });
}

/** How many creations this process carried out, whichever door they came through. */
async function servedBy(one: TestInstallation): Promise<number> {
  const { text } = await one.bearer().get('/metrics');
  return Number(/rpc_duration_seconds_count\{[^}]*CreateContact"[^}]*code="ok"[^}]*\} (\d+)/.exec(text)?.[1] ?? 0);
}

async function everyoneIsThere(door: Caller, ids: ReadonlySet<string>): Promise<void> {
  const counted = await door.get(`/v1/contacts?count=true&page_size=1&filter=${encodeURIComponent('tags:"upgrade"')}`);
  expect(Number(counted.json['total_size'])).toBe(ids.size);
  for (const id of [...ids].slice(-30)) {
    const entries = await until('the event is handled', async () => {
      const found = items((await door.get(`/v1/timeline?noun=contact&id=${id}`)).json['entries']);
      return found.length > 1 && found;
    });
    expect(entries.map(({ kind }) => String(kind)).sort()).toEqual(['changed', 'created']);
  }
}

/** Writers and readers at one door, and at more that join later. */
class Clients {
  readonly ids = new Set<string>();
  readonly failed: string[] = [];
  private going = true;
  private readonly lanes: Promise<unknown>[] = [];

  constructor(doors: readonly Caller[]) {
    doors.forEach((door) => this.join(door));
  }

  join(door: Caller): void {
    for (const lane of [1, 2]) this.lanes.push(this.work(door, `${this.lanes.length}-${lane}`));
  }

  async stop(): Promise<void> {
    this.going = false;
    await Promise.all(this.lanes);
  }

  private async work(door: Caller, lane: string): Promise<void> {
    for (let n = 0; this.going; n += 1) {
      try {
        const id = await add(door, `Upgrade ${lane}-${n}`);
        const { status, text } = await door.ask('PATCH', `/v1/contacts/${id}`, { body: { job_title: 'Moved' } });
        if (status !== 200) this.failed.push(text);
        this.ids.add(id);
        const page = await door.get('/v1/contacts?page_size=5&order_by=display_name');
        if (page.status !== 200) this.failed.push(page.text);
      } catch (thrown) {
        this.failed.push(String(thrown));
      }
    }
  }
}
