import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { items, openCollector, Program, startInstallation, until, type Caller, type Collector, type TestInstallation } from '@rapport/testing';

if (process.env.DATABASE_URL && process.env.NATS_URL) {
  describe('services as separate processes over NATS and PostgreSQL', () => {
    let folder = '';
    let collector: Collector;
    let door: TestInstallation;
    const accounts: Program[] = [];
    let program: Caller;

    /** One more process of accounts, with a data folder of its own and the keys that it shares with the others. */
    async function startAccounts(name: string): Promise<Program> {
      const { PORT: _, ...shared } = door.settings;
      const started = new Program({ ...shared, PORT: '0', RAPPORT_SERVICES: 'accounts', RAPPORT_DATA: join(folder, name) });
      accounts.push(started);
      await until('accounts is running', () => started.output.includes('Running: accounts'), 60_000).catch((thrown: unknown) => {
        throw new Error(started.output, { cause: thrown });
      });
      return started;
    }

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'rapport-split-'));
      collector = await openCollector();
      door = await startInstallation({
        settings: {
          RAPPORT_SERVICES: 'gateway',
          RAPPORT_INTERNAL_KEY: randomBytes(32).toString('base64'),
          RAPPORT_KEK_FILE: join(folder, 'kek.json'),
          OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
          RAPPORT_DEMO: 'off',
        },
      });
      program = await door.integration();
    }, 120_000);
    afterAll(async () => {
      for (const process of accounts) if (process.isRunning) await process.end('SIGTERM');
      await door?.stop();
      await collector?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it('say that a service is not running while it is not', async () => {
      const answer = await program.get('/v1/contacts');
      expect([answer.status, answer.json['reason']]).toEqual([503, 'NO_RESPONDER']);
    });

    it('answer as one, in one trace', async () => {
      await startAccounts('one');
      const traceId = randomBytes(16).toString('hex');
      const made = await program.post(
        '/v1/contacts',
        { given_name: 'Split', family_name: 'Отдельная' },
        { headers: { traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` } },
      );
      expect(made.status).toBe(201);
      expect((await program.get(`/v1/contacts/${made.json['id']}`)).json['family_name']).toBe('Отдельная');
      await until(
        'its event is in the timeline',
        async () => items((await program.get(`/v1/timeline?noun=contact&id=${made.json['id']}`)).json['entries']).length === 1,
      );
      await until('both processes are in the trace', () => {
        const names = collector.spans(traceId).map(({ kind, name }) => `${kind} ${name}`);
        return [
          'server POST /v1/contacts',
          'server rapport.accounts.v1.ContactService/CreateContact',
          'consumer handle rapport.accounts.v1.ContactCreated',
        ].every((name) => names.includes(name));
      });
    }, 90_000);

    it('share the work with a second process, and lose nothing when one is killed while it works', async () => {
      await startAccounts('two');
      const keys = Array.from({ length: 120 }, (_, n) => `split-${n}`);
      const send = (key: string) =>
        program.post('/v1/contacts', { given_name: key, tags: ['split'] }, { headers: { 'idempotency-key': key } }).catch(() => undefined);
      const sending = Promise.all(keys.map(send));
      await new Promise((resolve) => setTimeout(resolve, 150));
      await accounts[0]!.end('SIGKILL');
      const acknowledged = (await sending).filter((answer) => answer?.status === 201).length;
      const ids = new Set<string>();
      for (const key of keys) {
        const answer = await until(
          `${key} is answered`,
          async () => {
            const again = await send(key);
            return again?.status === 201 && again;
          },
          45_000,
        );
        ids.add(String(answer.json['id']));
      }
      expect([ids.size, acknowledged > 0]).toEqual([keys.length, true]);
      const kept = await program.get(`/v1/contacts?count=true&page_size=1&filter=${encodeURIComponent('tags:"split"')}`);
      expect(Number(kept.json['total_size'])).toBe(keys.length);
      for (const id of ids) {
        const entries = await until(
          'its event is handled',
          async () => {
            const found = items((await program.get(`/v1/timeline?noun=contact&id=${id}`)).json['entries']);
            return found.length > 0 && found;
          },
          60_000,
        );
        expect(entries.map(({ kind }) => kind)).toEqual(['created']);
      }
    }, 180_000);

    it.each([
      ['signs with another key', 'RAPPORT_INTERNAL_KEY', () => randomBytes(32).toString('base64')],
      ['seals with another key', 'RAPPORT_KEK_FILE', () => join(folder, 'another-kek.json')],
    ])('let nobody join who %s', async (_what, name, other) => {
      const stranger = new Program({ ...door.settings, PORT: '0', RAPPORT_SERVICES: 'accounts', RAPPORT_DATA: join(folder, 'stranger'), [name]: other() });
      expect(await stranger.ended).toBe(1);
      expect(stranger.output.trim().split('\n').at(-1)).toMatch(
        name === 'RAPPORT_KEK_FILE'
          ? /^The key file \(RAPPORT_KEK_FILE\) is missing or not the one/
          : /^RAPPORT_INTERNAL_KEY is not the one that the other processes on this database use/,
      );
      expect((await program.get('/v1/contacts?page_size=1')).status).toBe(200);
    });
  });
} else {
  describe.skip('services as separate processes: DATABASE_URL and NATS_URL are not both set, so nothing of it was tried', () => {
    it('needs both', () => undefined);
  });
}
