import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, items, Program, startInstallation, until, type TestInstallation } from '@rapport/testing';

const folder = mkdtempSync(join(tmpdir(), 'rapport-unreachable-'));
let running: { end(signal: NodeJS.Signals): Promise<unknown>; readonly isRunning: boolean } | undefined;
let rapport: TestInstallation | undefined;
let half: Server | undefined;
afterEach(async () => {
  if (running?.isRunning) await running.end('SIGKILL');
  await rapport?.stop();
  rapport = undefined;
  half?.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (settings: Record<string, string>) => {
  const program = new Program({ PORT: '0', RAPPORT_DATA: join(folder, 'data'), ...settings });
  running = program;
  return program;
};

describe('a program whose parts are out of reach', () => {
  it.each([
    ['DATABASE_URL', 'postgres://nobody:secret-word@127.0.0.1:9/none', 'The database of DATABASE_URL cannot be reached (ECONNREFUSED)'],
    ['NATS_URL', 'nats://nobody:secret-word@127.0.0.1:9', 'NATS cannot be reached at 127.0.0.1:9 (NATS_URL)'],
  ])('waits for %s as long as it was told, says why, and ends with the reason', async (variable, address, sentence) => {
    const program = start({ [variable]: address, START_PATIENCE_MS: '2500' });
    expect(await program.ended).toBe(1);
    const lines = program.output.split('\n').filter((line) => line.includes(sentence));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('Trying again for up to');
    expect(program.output).not.toContain('secret-word');
  });

  const server = process.env.DATABASE_URL;
  const onServer = server ? it : it.skip;
  onServer.each([
    ['a wrong password', { password: 'secret-word' }, 'DATABASE_URL: the server refuses this user and password (28P01); correct them.'],
    ['no password', { password: '' }, 'DATABASE_URL holds no password, and the server asks for one; add it after the user.'],
    ['a database that is not there', { pathname: '/nowhere' }, 'DATABASE_URL: the server has no database of this name (3D000)'],
  ])('does not wait with %s', async (_what, wrong, sentence) => {
    const program = start({ DATABASE_URL: Object.assign(new URL(server!), wrong).href, START_PATIENCE_MS: '60000' });
    expect(await program.ended).toBe(1);
    expect(program.output.trim().split('\n').at(-1)).toContain(sentence);
    expect(program.output).not.toContain('secret-word');
  });

  it('waits for a broker that accepts and says nothing, and ends at once when it is told to', async () => {
    const port = await freePort();
    half = createServer(() => undefined).listen(port, '127.0.0.1');
    const program = start({ NATS_URL: `nats://127.0.0.1:${port}`, START_PATIENCE_MS: '60000' });
    await until('it waits', () => program.output.includes('Trying again'), 45_000);
    const began = Date.now();
    expect(await program.end('SIGTERM')).toBe(1);
    expect(Date.now() - began).toBeLessThan(8_000);
  });

  it('serves without its identity provider, and is not ready', async () => {
    rapport = await startInstallation({
      settings: { OIDC_ISSUER_URL: `http://127.0.0.1:${await freePort()}/realms/rapport`, OIDC_CLIENT_SECRET: 'secret-word' },
    });
    const { status, json } = await rapport.bearer().get('/readyz');
    expect([status, items(json['checks']).find(({ name }) => String(name) === 'identity')]).toEqual([
      503,
      { name: 'identity', ok: false, detail: 'no-answer' },
    ]);
    expect(rapport.program.output).toMatch(/OIDC_ISSUER_URL: .* does not answer \(ECONNREFUSED\); start Keycloak, or correct the address/);
    expect(rapport.program.output).not.toContain('secret-word');
    const [health, asked] = [await rapport.bearer().get('/healthz'), await rapport.bearer('eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.e30.x').get('/v1/me')];
    expect([health.status, asked.status, asked.json['reason']]).toEqual([200, 503, 'UNAVAILABLE']);
  });
});
