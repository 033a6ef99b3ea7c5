import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { callerAt, serviceToken } from '@rapport/testing';
import { choosePorts } from '../../deploy/stack/ports.mjs';
import type { Stage } from '../fault.js';
import { isDoorReady, readyIn } from '../parts/house.js';
import { Process } from '../parts/process.js';
import type { RealHouse } from '../parts/real.house.js';

const deadMs = 4000;

/** A second door takes the first one’s provider for its own, as it would take Keycloak; then the first one dies. Whoever has a token goes on, and nobody with a token that was tampered with gets in. */
export async function issuerDies(stage: Stage<RealHouse>, round: number): Promise<void> {
  const { house, say, expect, bit } = stage;
  await atSecondDoor(stage, async (status) => {
    const token = await newToken(house);
    expect('the second door takes a token of the provider', (await status(token)) === 200);
    say('kill -9 of the identity provider');
    await house.door.end('SIGKILL');
    const isGone = await newToken(house).then(
      () => 0,
      () => 1,
    );
    bit(round, 'tokens that nobody gave', isGone);
    const until = Date.now() + deadMs;
    const answers = new Set<number>();
    while (Date.now() < until) {
      answers.add(await status(token));
      await pause(100);
    }
    expect(`who has a token goes on while the provider is dead (answered ${[...answers].join(', ')})`, answers.size === 1 && answers.has(200));
    expect('a tampered token is refused meanwhile', (await status(`${token.slice(0, -6)}AAAAAA`)) === 401);
    await house.door.start();
    expect('a new token is taken once the provider is back', (await status(await newToken(house))) === 200);
  });
}

/** The provider signs with another key and publishes that one alone. What it signs now is taken at once; what the key signed that is no more is refused once the new keys were read. */
export async function issuerChangesKey(stage: Stage<RealHouse>, round: number): Promise<void> {
  const { house, say, expect, bit } = stage;
  await atSecondDoor(stage, async (status) => {
    const old = await newToken(house);
    expect('the second door takes a token of the old key', (await status(old)) === 200);
    say('the identity provider changes its key');
    await house.door.end('SIGTERM');
    const keys = join(house.doorData, 'identity/keys.json');
    renameSync(keys, `${keys}.old`);
    await house.door.start();
    const fresh = await newToken(house);
    bit(round, 'tokens of another key', keyOf(fresh) === keyOf(old) ? 0 : 1);
    expect('a token of the new key is taken at once', (await status(fresh)) === 200);
    expect('a token that names the new key and is signed by the old one is refused', (await status(mixed(fresh, old))) === 401);
    expect('the provider itself refuses a token of its old key', (await statusAt(readyIn(house.doorData)!.url)(old)) === 401);
  });
}

/** Lets somebody ask at a second door, with a token, and closes it. */
async function atSecondDoor({ house }: Stage<RealHouse>, use: (status: (token: string) => Promise<number>) => Promise<void>): Promise<void> {
  const data = join(house.folder, 'second-door');
  const { port } = await choosePorts(['port'], {});
  const settings = { PORT: String(port), RAPPORT_SERVICES: 'gateway', RAPPORT_DATA: data };
  const provider = { OIDC_ISSUER_URL: readyIn(house.doorData)!.issuer, OIDC_CLIENT_SECRET: 'of no use here' };
  const second = new Process({ name: 'second door', settings: { ...house.settings, ...settings, ...provider }, isReady: isDoorReady(data) });
  await second.start();
  try {
    await use(statusAt(`http://127.0.0.1:${port}`));
  } finally {
    await second.end('SIGTERM');
  }
}

const statusAt = (url: string) => async (token: string) => {
  const caller = callerAt(url, () => ({ authorization: `Bearer ${token}` }));
  return (await caller.get('/v1/contacts?page_size=1')).status;
};

const newToken = (house: RealHouse): Promise<string> => serviceToken(readyIn(house.doorData)!);

const keyOf = (token: string): unknown => (JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { kid?: unknown }).kid;

/** The one's head and claims under the other's signature. */
const mixed = (one: string, other: string): string => [...one.split('.').slice(0, 2), other.split('.')[2]].join('.');
