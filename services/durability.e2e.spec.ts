import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, items, MailServer, Program, startInstallation, until, type Caller, type TestInstallation } from '@rapport/testing';

let rapport: TestInstallation;
const mail = new MailServer();
beforeAll(async () => void (rapport = await startInstallation({ settings: { SMTP_URL: (await mail.open()).url } })), 120_000);
afterAll(async () => {
  await rapport?.stop();
  await mail.close();
});

const carla = '01900000-0000-7000-8000-00000000c001';

/** On real parts what the dead process had taken in hand is nobody else's until its lease is over: half a minute for a job or for events on their way to the broker, and as much there. */
const handledWithinMs = 90_000;

/** Writes until the program is gone, noting what it acknowledged; answers what nobody knows about, by idempotency key. */
async function writeUntilGone(program: Caller, round: number, acknowledged: Map<string, string>): Promise<string[]> {
  const unknown: string[] = [];
  const writer = async (lane: number) => {
    for (let n = 0; ; n += 1) {
      const key = `r${round}-l${lane}-n${n}`;
      const answer = await program
        .post('/v1/contacts', { given_name: key, tags: [`round-${round}`] }, { headers: { 'idempotency-key': key } })
        .catch(() => undefined);
      if (!answer) return void unknown.push(key);
      if (answer.status === 201) acknowledged.set(key, String(answer.json['id']));
    }
  };
  await Promise.all([1, 2, 3, 4].map(writer));
  return unknown;
}

describe('a program that is killed while it writes', () => {
  it.each([1, 2, 3])(
    'has every acknowledged record once, with its event handled once (%d)',
    async (round) => {
      const acknowledged = new Map<string, string>();
      const writing = writeUntilGone(await rapport.integration(), round, acknowledged);
      await until('some are acknowledged', () => acknowledged.size > 10 * round);
      expect(await rapport.end('SIGKILL')).toBe('SIGKILL');
      const unknown = await writing;
      await rapport.restart();
      const program = await rapport.integration();

      for (const key of [...unknown, ...acknowledged.keys()].slice(0, 40)) {
        const again = await program.post('/v1/contacts', { given_name: key, tags: [`round-${round}`] }, { headers: { 'idempotency-key': key } });
        expect([again.status, acknowledged.get(key) ?? again.json['id']]).toEqual([201, again.json['id']]);
        acknowledged.set(key, String(again.json['id']));
      }
      const kept = await program.get(`/v1/contacts?count=true&page_size=1&filter=${encodeURIComponent(`tags:"round-${round}"`)}`);
      expect(Number(kept.json['total_size'])).toBe(acknowledged.size);
      for (const [key, id] of acknowledged) {
        expect((await program.get(`/v1/contacts/${id}`)).json['given_name']).toBe(key);
        const entries = await until(
          `the event of ${key} is handled`,
          async () => {
            const found = items((await program.get(`/v1/timeline?noun=contact&id=${id}`)).json['entries']);
            return found.length > 0 && found;
          },
          handledWithinMs,
        );
        expect(entries.map(({ kind }) => kind)).toEqual(['created']);
      }
    },
    240_000,
  );

  it('goes on with a book that was being handed over', async () => {
    const program = await rapport.integration();
    const lena = '01900000-0000-7000-8000-0000000000aa';
    const contacts = (from: number) => Array.from({ length: 200 }, (_, n) => ({ given_name: `Book ${from + n}`, owner_id: lena, tags: ['book'] }));
    for (const from of [0, 200, 400]) expect((await program.post('/v1/contacts/batch', { contacts: contacts(from) })).status).toBe(200);
    const mark = await rapport.login('mark');
    const { id } = (await mark.post('/v1/book/hand-over', { from_user_id: lena, to_user_id: 'pavel' })).json;
    await until('the first portion is handed over', async () => (await mark.get(`/v1/jobs/${id}`)).json['state'] === ('running' as never));
    await rapport.end('SIGKILL');
    await rapport.restart();
    await until('the job is done', async () => (await mark.get(`/v1/jobs/${id}`)).json['state'] === ('done' as never), handledWithinMs);
    const owned = async (by: string) =>
      Number(
        (await mark.get(`/v1/contacts?count=true&page_size=1&filter=${encodeURIComponent(`tags:"book" AND owner_id = "${by}"`)}`)).json['total_size'] ?? 0,
      );
    expect([await owned(lena), await owned('pavel')]).toEqual([0, 600]);
    const [one] = items((await mark.get(`/v1/contacts?page_size=1&filter=${encodeURIComponent('tags:"book"')}`)).json['contacts']);
    expect(one!['etag']).toBe('v2');
  }, 240_000);

  it('carries an e-mail that the mail server had taken, and had not yet said so, once more under the same id, and no third time', async () => {
    mail.verdict = () => 'hang';
    const sofia = await rapport.login('sofia');
    const draft = { contact_id: carla, kind: 'thanks', subject_line: 'Спасибо', body: 'Спасибо за разговор.' };
    const { id } = (await sofia.post('/v1/drafts', draft)).json;
    expect((await sofia.post(`/v1/drafts/${id}/send`, {})).json['state']).toBe('sending');
    const taken = () => mail.with(`<${id}@`).length;
    await until('the mail server has it', () => taken() === 1);
    await rapport.end('SIGKILL');
    mail.verdict = () => undefined;
    await rapport.restart();
    const again = await rapport.login('sofia');
    await until('it is sent', async () => (await again.get(`/v1/drafts/${id}`)).json['state'] === ('sent' as never), handledWithinMs);
    await again.post(`/v1/drafts/${id}/send`, {});
    expect(taken()).toBe(2);
  }, 180_000);
});

describe('a program that is asked to stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends with 0 on %s, and starts again with its data',
    async (signal) => {
      const { id } = (await (await rapport.integration()).post('/v1/contacts', { given_name: 'Kept' })).json;
      expect(await rapport.end(signal)).toBe(0);
      expect(existsSync(join(rapport.dataFolder, 'ready.json'))).toBe(false);
      await rapport.restart();
      expect((await (await rapport.integration()).get(`/v1/contacts/${id}`)).json['given_name']).toBe('Kept');
      expect(items((await (await rapport.integration()).get('/v1/colleagues')).json['colleagues']).length).toBeGreaterThan(3);
    },
    60_000,
  );
});

describe('a start that cannot be', () => {
  const folders: string[] = [];
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  function emptyFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-start-'));
    folders.push(folder);
    return folder;
  }

  /** What a start prints on its way out: its exit code and the last paragraph. */
  async function refused(settings: Record<string, string>): Promise<{ code: unknown; said: string }> {
    const program = new Program({ PORT: String(await freePort()), RAPPORT_DATA: join(emptyFolder(), 'data'), ...settings });
    const code = await program.ended;
    return { code, said: program.output.trim().split('\n\n').at(-1)! };
  }

  const oneSentence = (said: string) => {
    expect(said.split('\n')).toHaveLength(1);
    expect(said).not.toMatch(/^\s+at |node:internal|Error:/m);
    return said;
  };

  it('on a folder that another copy runs on says which', async () => {
    const { code, said } = await refused({ RAPPORT_DATA: rapport.dataFolder });
    expect([code, oneSentence(said)]).toEqual([
      1,
      `Another copy of Rapport (process ${rapport.program.pid}) runs on the data folder “${rapport.dataFolder}”; stop it, or set RAPPORT_DATA and PORT for a second one.`,
    ]);
    expect((await rapport.bearer().get('/healthz')).status).toBe(200);
  });

  it('on a taken port names it', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => other.once('listening', listening));
    const { port } = other.address() as { port: number };
    const { code, said } = await refused({ PORT: String(port) });
    other.close();
    expect([code, oneSentence(said)]).toEqual([1, `Port ${port} is taken by another program; set PORT to another one, such as PORT=${port + 1}.`]);
  });

  it('on a folder that is a file says so', async () => {
    const file = join(emptyFolder(), 'file');
    writeFileSync(file, 'x');
    const { code, said } = await refused({ RAPPORT_DATA: file });
    expect([code, oneSentence(said)]).toEqual([1, expect.stringContaining(file)]);
  });

  it.each([
    ['database', 'database/pglite/PG_VERSION', /embedded database/],
    ['keys', 'keys/kek.json', /kek\.json/],
    ['broker', 'broker.sqlite', /broker/],
  ])('on a broken %s says what is broken', async (_what, name, words) => {
    const folder = emptyFolder();
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), 'broken');
    const { code, said } = await refused({ RAPPORT_DATA: folder });
    expect([code, oneSentence(said)]).toEqual([1, expect.stringMatching(words)]);
  });

  it('without the key that its data is sealed with says so', async () => {
    await rapport.end();
    const [key, aside] = [join(rapport.dataFolder, 'keys/kek.json'), join(rapport.dataFolder, 'kek.aside')];
    renameSync(key, aside);
    const { code, said } = await refused({ ...rapport.settings });
    const isMade = existsSync(key);
    rmSync(key, { force: true });
    renameSync(aside, key);
    expect([code, oneSentence(said)]).toEqual([1, expect.stringMatching(/^The key file \(RAPPORT_KEK_FILE\) is missing or not the one/)]);
    expect(isMade).toBe(false);
    await rapport.restart();
  }, 90_000);

  it.each([
    [{ PORT: 'eighty' }, 'PORT: found “eighty”, expected a whole number from 0 to 65535.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: found “loud”, expected one of: debug, info, warn, error, silent.'],
    [{ RAPPORT_DATE: 'x' }, 'RAPPORT_DATE: there is no such setting; did you mean RAPPORT_DATA?'],
    [{ DATABASE_URL: 'mysql://x' }, expect.stringMatching(/^DATABASE_URL: .*\(not shown\)/)],
  ])('with %j is told what is wrong with it', async (settings, words) => {
    const { code, said } = await refused(settings);
    expect([code, oneSentence(said)]).toEqual([1, words]);
  });

  it('on a database or a broker that is not there says where it looked', async () => {
    const atOnce = { START_PATIENCE_MS: '0' };
    const [database, broker] = await Promise.all([
      refused({ DATABASE_URL: 'postgres://x:y@127.0.0.1:9/z', ...atOnce }),
      refused({ NATS_URL: 'nats://127.0.0.1:9', ...atOnce }),
    ]);
    expect([database.code, oneSentence(database.said)]).toEqual([1, expect.stringContaining('DATABASE_URL')]);
    expect([broker.code, oneSentence(broker.said)]).toEqual([1, expect.stringContaining('NATS_URL')]);
  });
});

describe('two copies', () => {
  it('run side by side and know nothing of one another', async () => {
    const second = await startInstallation();
    try {
      const [here, there] = [await rapport.integration(), await second.integration()];
      const { id } = (await here.post('/v1/contacts', { given_name: 'Here' })).json;
      expect((await there.get(`/v1/contacts/${id}`)).status).toBe(404);
      expect((await second.bearer(await rapport.token()).get('/v1/contacts')).status).toBe(401);
    } finally {
      await second.stop();
    }
  }, 90_000);
});
