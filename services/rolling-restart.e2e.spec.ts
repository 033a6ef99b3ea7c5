import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Balancer, freePort, Program, startInstallation, until, type TestInstallation } from '@rapport/testing';

const workers = 8;
const betweenRestartsMs = 400;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

if (process.env.DATABASE_URL && process.env.NATS_URL) {
  describe('a rolling restart of every process, under load', () => {
    let folder = '';
    let door: TestInstallation;
    let balancer: Balancer;
    let token = '';
    const others = new Map<string, Program>();
    let settingsOf: (name: string) => Record<string, string>;

    async function start(name: string, running: string): Promise<void> {
      const program = new Program(settingsOf(name));
      others.set(name, program);
      await until(`${name} is running`, () => program.output.includes(running), 60_000).catch((thrown: unknown) => {
        throw new Error(program.output, { cause: thrown });
      });
    }

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'rapport-rolling-'));
      const common = {
        RAPPORT_INTERNAL_KEY: randomBytes(32).toString('base64'),
        RAPPORT_KEK_FILE: join(folder, 'kek.json'),
        RAPPORT_DEMO: 'off',
        RATE_LIMIT_PER_SECOND: '0',
        SHUTDOWN_DELAY_MS: '1500',
      };
      door = await startInstallation({ settings: { ...common, RAPPORT_SERVICES: 'gateway' } });
      const { PORT: _, ...shared } = door.settings;
      const secret = (JSON.parse(readFileSync(join(door.dataFolder, 'identity/clients.json'), 'utf8')) as Record<string, string>)['rapport-portal']!;
      const identity = { OIDC_ISSUER_URL: door.ready.issuer, OIDC_CLIENT_SECRET: secret };
      const secondPort = String(await freePort());
      settingsOf = (name) => {
        const own = { ...shared, RAPPORT_DATA: join(folder, name) };
        return name.startsWith('accounts')
          ? { ...own, PORT: '0', RAPPORT_SERVICES: 'accounts' }
          : { ...own, ...identity, PORT: secondPort, RAPPORT_PUBLIC_URL: `http://localhost:${secondPort}` };
      };
      await start('accounts-1', 'Running: accounts');
      await start('accounts-2', 'Running: accounts');
      await start('gateway-2', 'Rapport is running');
      token = await door.token();
      balancer = new Balancer([door.url, `http://localhost:${secondPort}`]);
      await until('both doors are ready', () => balancer.ready.length === 2);
    }, 180_000);
    afterAll(async () => {
      balancer?.close();
      for (const program of others.values()) if (program.isRunning) await program.end('SIGTERM');
      await door?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    it('fails no request and loses nothing that was acknowledged', async () => {
      const failures: string[] = [];
      let made = 0;
      let isOver = false;
      const work = async () => {
        while (!isOver) {
          const created = await balancer.ask(token, 'POST', '/v1/contacts', { given_name: 'Rolling', tags: ['rolling'] });
          if (created.status === 201) made += 1;
          const read = created.status === 201 ? await balancer.ask(token, 'GET', `/v1/contacts/${created.json['id']}`) : created;
          if (read.status !== 200) failures.push(`${read.status} ${read.text}`);
        }
      };
      const load = Array.from({ length: workers }, work);
      for (const name of others.keys()) {
        await pause(betweenRestartsMs);
        const before = made;
        expect(await others.get(name)!.end('SIGTERM')).toBe(0);
        await start(name, name.startsWith('accounts') ? 'Running: accounts' : 'Rapport is running');
        await until('all doors are ready', () => balancer.ready.length === 2);
        expect(made).toBeGreaterThan(before);
      }
      await pause(betweenRestartsMs);
      expect(await door.end()).toBe(0);
      await door.restart();
      await until('all doors are ready', () => balancer.ready.length === 2);
      await pause(betweenRestartsMs);
      isOver = true;
      await Promise.all(load);
      expect(failures).toEqual([]);
      const kept = await balancer.ask(token, 'GET', `/v1/contacts?count=true&page_size=1&filter=${encodeURIComponent('tags:"rolling"')}`);
      expect(Number(kept.json['total_size'])).toBe(made);
    }, 180_000);
  });
} else {
  describe.skip('a rolling restart: DATABASE_URL and NATS_URL are not both set, so nothing of it was tried', () => {
    it('needs both', () => undefined);
  });
}
