import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOpenToAll, nobodyIn } from './account.mjs';
import { envLines, parseCommand, stackHelp } from './command-line.mjs';
import { inOrder, type Place } from './component.mjs';
import { components } from './components.mjs';
import { jsonIn, verify } from './fetching.mjs';
import { choosePorts, isFree } from './ports.mjs';
import { bornFrom, isRunning, start, stop } from './processes.mjs';
import { readState, remembered, writeState } from './state.mjs';
import { isOnPath, lacking, missingTools } from './tools.mjs';

const known = ['postgres', 'nats'];
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stack-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the command line of the stack', () => {
  it('names nobody when nobody is named, and each once', () => {
    expect(parseCommand(['up'], known)).toEqual({ verb: 'up', names: [], wipe: false });
    expect(parseCommand(['down', 'nats', 'nats', '--wipe'], known)).toEqual({ verb: 'down', names: ['nats'], wipe: true });
  });

  it.each([
    [['start'], 'stack does not know "start"; it knows up, down, status, env.'],
    [['up', 'kafka'], 'stack up does not know "kafka"; the components are postgres, nats.'],
    [['up', '--wipe'], 'stack up does not know "--wipe"; the components are postgres, nats.'],
  ])('answers %j with one sentence', (args, sentence) => {
    expect(() => parseCommand(args, known)).toThrow(sentence);
  });

  it('names every component in its help', () => {
    expect(stackHelp(known, ['nats'])).toContain('Components: postgres, nats; without a name, all of them but nats.');
  });

  it('prints settings as a shell takes them', () => {
    expect(envLines({ NATS_URL: 'nats://127.0.0.1:4222', PORT: '1' })).toBe('NATS_URL=nats://127.0.0.1:4222\nPORT=1\n');
  });
});

describe('components', () => {
  it('start after what they need, each once', () => {
    const keycloak = { name: 'keycloak', needs: ['postgres'] };
    const postgres = { name: 'postgres', needs: [] };
    const proxy = { name: 'toxiproxy', needs: ['keycloak', 'postgres'] };
    expect(inOrder(['toxiproxy', 'keycloak'], [keycloak, postgres, proxy])).toEqual([postgres, keycloak, proxy]);
  });

  it('have names of their own, and needs that exist', () => {
    const names = components.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(components.flatMap(({ needs }) => needs).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('listen on loopback only', () => {
    for (const component of components)
      for (const launch of component.launches(placeOf(component.name)).map(({ args }) => args.join(' ')))
        expect(launch.match(/0\.0\.0\.0|\[::\]|:\/\/localhost/g)).toBeNull();
    const printed = components.flatMap((component) => Object.values(component.env(placeOf(component.name))));
    const addresses = printed.flatMap((value) => value.split(',')).filter((value) => URL.canParse(value) && value.includes('://'));
    expect(addresses.length).toBeGreaterThan(12);
    expect(addresses.filter((address) => !['127.0.0.1', 'localhost'].includes(new URL(address).hostname))).toEqual([]);
  });

  it('print settings that Rapport knows, or that it leaves alone', () => {
    const names = components.flatMap((component) => Object.keys(component.env(placeOf(component.name))));
    expect(names.filter((name) => name.startsWith('RAPPORT_'))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['DATABASE_URL', 'NATS_URL', 'OIDC_ISSUER_URL', 'OIDC_CLIENT_SECRET', 'OTEL_EXPORTER_ZIPKIN_ENDPOINT']));
  });
});

/** A component with ports and passwords, nowhere. */
function placeOf(name: string): Place {
  const { ports, secrets } = components.find((one) => one.name === name)!;
  const numbered = Object.fromEntries(ports.map((port, index) => [port, 21_000 + index]));
  const made = Object.fromEntries(secrets.map((secret) => [secret, 'x']));
  return { programs: '/p', data: '/d', ports: numbered, secrets: made, account: undefined, of: placeOf };
}

describe('what the machine has', () => {
  it('is looked up on PATH, and must be executable', () => {
    writeFileSync(join(folder, 'go'), '', { mode: 0o755 });
    writeFileSync(join(folder, 'mvn'), '', { mode: 0o644 });
    expect([isOnPath('go', folder), isOnPath('mvn', folder)]).toEqual([true, false]);
    expect(lacking(['go', 'mvn'], folder)).toEqual(['mvn']);
  });

  it('lacks something: the sentence names it, the way to get it, the way around it, and the exit code is 3', () => {
    const refusal = missingTools('NATS', ['go'], 'NATS_URL');
    expect(refusal.message).toBe('NATS is not available here: no go found. To get it, install Go 1.26 or newer. Or set NATS_URL to a server you have.');
    expect(refusal.exitCode).toBe(3);
    expect(missingTools('Toxiproxy', ['go'], undefined).message).toMatch(/Or take it from deploy\/compose\.yaml\.$/);
  });

  it('has an account for programs that refuse root', () => {
    expect(nobodyIn('root:x:0:0::/root:/bin/sh\nnobody:x:99:98::/:/bin/false\n')).toEqual({ uid: 99, gid: 98 });
  });

  it('has folders that other accounts cannot pass through', () => {
    const inner = join(folder, 'inner');
    mkdirSync(inner, { mode: 0o755 });
    chmodSync(folder, 0o755);
    const before = isOpenToAll(inner);
    chmodSync(folder, 0o700);
    expect([before, isOpenToAll(inner)]).toEqual([isOpenToAll(tmpdir()), false]);
  });
});

describe('what is fetched', () => {
  it('is refused when it is not what was pinned', () => {
    const file = join(folder, 'x.jar');
    writeFileSync(file, 'abc');
    expect(() => verify(file, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')).not.toThrow();
    writeFileSync(file, 'abd');
    expect(() => verify(file, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')).toThrow('Nothing was installed.');
  });

  it('is read out of a chatty tool', () => {
    expect(JSON.parse(jsonIn('go: downloading x v1\n{"Sum": "h1:abc="}\n'))).toEqual({ Sum: 'h1:abc=' });
  });
});

describe('what is remembered', () => {
  it('survives, for our eyes only', () => {
    const file = join(folder, 'deep/state.json');
    expect(remembered(readState(file), 'nats').processes).toEqual([]);
    writeState(file, { nats: { ports: { client: 1 }, secrets: {}, processes: [] } });
    expect(remembered(readState(file), 'nats').ports).toEqual({ client: 1 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('keeps a port while it is free and moves when somebody else took it', async () => {
    const [port] = Object.values(await choosePorts(['sql'], {}));
    expect(await choosePorts(['sql'], { sql: Number(port) })).toEqual({ sql: port });
    const stranger = createServer();
    await new Promise<void>((done) => stranger.listen(0, '127.0.0.1', done));
    const taken = (stranger.address() as AddressInfo).port;
    const chosen = await choosePorts(['sql', 'other'], { sql: taken, other: taken });
    stranger.close();
    expect(Object.values(chosen)).not.toContain(taken);
    expect(new Set(Object.values(chosen)).size).toBe(2);
    await expect(isFree(Number(chosen['sql']))).resolves.toBe(true);
  });
});

describe('processes', () => {
  const nap = { name: 'sleeper', command: process.execPath, args: ['-e', 'setTimeout(() => {}, 60_000)'] };
  const sleeper = () => start(nap, { cwd: folder, log: join(folder, 'log/sleeper.log'), account: undefined });

  it('outlive us, and end when asked', async () => {
    const started = await sleeper();
    expect(isRunning(started)).toBe(true);
    await stop(started, 'SIGTERM');
    expect(isRunning(started)).toBe(false);
  });

  it('are told from a later process with the same number', async () => {
    const started = await sleeper();
    expect(isRunning({ ...started, born: '1' })).toBe(false);
    await stop({ ...started, born: '1' }, 'SIGKILL');
    expect(isRunning(started)).toBe(true);
    await stop(started, 'SIGKILL');
  });

  it('are not running as zombies', () => {
    const fields = ' 1 1 1 0 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0';
    expect([bornFrom(`7 (a) b) S${fields}`), bornFrom(`7 (a) b) Z${fields}`), bornFrom(undefined)]).toEqual(['4711', '', '']);
  });
});
