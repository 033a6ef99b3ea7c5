import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { callerAt, serviceToken } from '@rapport/testing';
import { choosePorts } from '../../deploy/stack/ports.mjs';
import type { Stage } from '../fault.js';
import { isDoorReady, readyIn } from '../parts/house.js';
import { Process } from '../parts/process.js';
import type { RealHouse } from '../parts/real.house.js';

const deadMs = 4000;

/**
 * A second door takes the first one’s provider for its own, as it would take Keycloak; then the first one dies. Whoever has a token goes on, and nobody with a
 * token that was tampered with gets in.
 */
export async function issuerDies({ house, say, expect }: Stage<RealHouse>): Promise<void> {
  const ready = readyIn(house.doorData)!;
  const data = join(house.folder, 'second-door');
  const { port } = await choosePorts(['port'], {});
  const second = new Process({
    name: 'second door',
    settings: {
      ...house.settings,
      PORT: String(port),
      RAPPORT_SERVICES: 'gateway',
      RAPPORT_DATA: data,
      OIDC_ISSUER_URL: ready.issuer,
      OIDC_CLIENT_SECRET: 'of no use here',
    },
    isReady: isDoorReady(data),
  });
  await second.start();
  try {
    const token = await serviceToken(ready);
    const status = async (bearer: string) => {
      const { status: answered } = await callerAt(`http://127.0.0.1:${port}`, () => ({ authorization: `Bearer ${bearer}` })).get('/v1/contacts?page_size=1');
      return answered;
    };
    expect('the second door takes a token of the provider', (await status(token)) === 200);
    say('kill -9 of the identity provider');
    await house.door.end('SIGKILL');
    const until = Date.now() + deadMs;
    const answers = new Set<number>();
    while (Date.now() < until) {
      answers.add(await status(token));
      await pause(100);
    }
    expect(`who has a token goes on while the provider is dead (answered ${[...answers].join(', ')})`, answers.size === 1 && answers.has(200));
    expect('a tampered token is refused meanwhile', (await status(`${token.slice(0, -6)}AAAAAA`)) === 401);
    await house.door.start();
    expect('a new token is taken once the provider is back', (await status(await serviceToken(readyIn(house.doorData)!))) === 200);
  } finally {
    await second.end('SIGTERM');
  }
}
