import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSessionRig, signedIn, type SessionRig } from './session.fixture.js';

const minute = 60_000;
const expired = expect.objectContaining({ code: 'unauthenticated', reason: 'SESSION_EXPIRED' });

let rig: SessionRig;
let cookie: string;
beforeEach(async () => {
  rig = await openSessionRig();
  cookie = (await signedIn(rig.url, 'sofia')).cookie.replace('rapport_session=', '');
});
afterEach(() => rig.close());

async function stored() {
  const { session } = await rig.service().resolve(cookie);
  return (await rig.store.get(session.id))!;
}

describe('a session’s tokens', () => {
  it('are renewed shortly before they expire, once, whoever asks and from however many gateways', async () => {
    rig.clock.advance(4.6 * minute);
    const gateways = [rig.service(), rig.service(), rig.service()];
    const seen = await Promise.all(gateways.flatMap((gateway) => [1, 2, 3].map(() => gateway.resolve(cookie))));
    expect(new Set(seen.map(({ session }) => session.username))).toEqual(new Set(['sofia']));
    expect((await stored()).version).toBe(2);
  });

  it('are waited for when another gateway renews what is long over', async () => {
    rig.clock.advance(25 * minute);
    const gateways = [rig.service(), rig.service(), rig.service()];
    await Promise.all(gateways.map((gateway) => gateway.resolve(cookie)));
    expect((await stored()).version).toBe(2);
  });

  it('are not needed for a while when the provider is down, and then are', async () => {
    const gateway = rig.service();
    await gateway.resolve(cookie);
    await rig.started.stop();
    rig.clock.advance(10 * minute);
    expect((await gateway.resolve(cookie)).principal.roles).toEqual(['seller']);
    rig.clock.advance(15 * minute);
    await expect(gateway.resolve(cookie)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('a session', () => {
  it('ends after half an hour without a request, and lives on with one', async () => {
    for (let i = 0; i < 3; i += 1) {
      rig.clock.advance(20 * minute);
      await rig.service().resolve(cookie);
    }
    rig.clock.advance(30 * minute);
    await expect(rig.service().resolve(cookie)).rejects.toEqual(expired);
  });

  it('ends after ten hours however busy it was', async () => {
    for (let i = 0; i < 29; i += 1) {
      rig.clock.advance(20 * minute);
      await rig.service().resolve(cookie);
    }
    expect((await rig.service().resolve(cookie)).session.expiresAt).toEqual((await stored()).endsAt);
    rig.clock.advance(20 * minute);
    await expect(rig.service().resolve(cookie)).rejects.toEqual(expired);
  });

  it('keeps no token readable and no cookie at all', async () => {
    const row = await stored();
    const bytes = Buffer.from(JSON.stringify({ ...row, sealed: Buffer.from(row.sealed).toString('latin1') }));
    for (const secret of [cookie, 'sofia', 'seller', 'eyJ']) expect(bytes.includes(secret)).toBe(false);
  });

  it('does not open when it was moved to another cookie', async () => {
    const row = await stored();
    const { createHash } = await import('node:crypto');
    const thief = 't'.repeat(43);
    await rig.store.put({ ...row, id: createHash('sha256').update(thief).digest('base64url') });
    await expect(rig.service().resolve(thief)).rejects.toEqual(expired);
  });

  it('tells its listeners once that it ended, here or elsewhere', async () => {
    const [here, elsewhere] = [rig.service(), rig.service()];
    const { session } = await here.resolve(cookie);
    let told = 0;
    here.watch.onEnd(session.id, () => (told += 1));
    const stop = here.watch.onEnd(session.id, () => (told += 100));
    stop();
    await here.watch.look();
    expect(told).toBe(0);
    await elsewhere.end(cookie, `${rig.url}/`);
    await here.watch.look();
    await here.watch.look();
    expect(told).toBe(1);
  });
});
