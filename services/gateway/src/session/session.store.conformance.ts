import { beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@rapport/kernel';
import type { SessionStore, StoredSession } from './session.store.js';

/** What every store of sessions must do. `open` gives an empty one. */
export function sessionStoreConformance(name: string, open: (clock: FixedClock) => Promise<SessionStore>): void {
  describe(name, () => {
    let clock: FixedClock;
    let store: SessionStore;
    beforeEach(async () => {
      clock = new FixedClock();
      store = await open(clock);
    });
    const at = (ms: number) => new Date(clock.now().getTime() + ms);
    const session = (letter: string, more: Partial<StoredSession> = {}): StoredSession => ({
      id: letter.repeat(43),
      sid: `sid-${letter}`,
      subject: 'user-1',
      sealed: new Uint8Array([1, 2, 3]),
      version: 1,
      createdAt: at(0),
      accessExpiresAt: at(300_000),
      idleUntil: at(1_000),
      endsAt: at(5_000),
      ...more,
    });

    it('gives back what was put', async () => {
      const put = session('a');
      await store.put(put);
      const got = await store.get(put.id);
      expect({ ...got, sealed: [...got!.sealed] }).toMatchObject({ ...put, sealed: [1, 2, 3] });
      expect(await store.get('b'.repeat(43))).toBeUndefined();
    });

    it('forgets what was idle too long, unless touched, and ends all in the end', async () => {
      await store.put(session('a'));
      await store.put(session('b'));
      await store.touch('a'.repeat(43), at(60_000));
      clock.advance(1_000);
      expect([await store.get('a'.repeat(43)), await store.get('b'.repeat(43))].map(Boolean)).toEqual([true, false]);
      clock.advance(4_000);
      expect(await store.get('a'.repeat(43))).toBeUndefined();
      expect([await store.sweep(), await store.sweep()]).toEqual([2, 0]);
    });

    it('does not wake an ended session by a touch', async () => {
      await store.put(session('a'));
      clock.advance(1_000);
      await store.touch('a'.repeat(43), at(60_000));
      expect(await store.get('a'.repeat(43))).toBeUndefined();
    });

    it('lets one renew a version, until its time for that is over', async () => {
      const { id } = session('a');
      await store.put(session('a'));
      expect(await Promise.all([1, 2, 3].map(() => store.claimRenewal(id, 1, at(500))))).toEqual([true, false, false]);
      clock.advance(500);
      expect(await store.claimRenewal(id, 1, at(500))).toBe(true);
      await store.renew(id, 1, { sealed: new Uint8Array([9]), accessExpiresAt: at(900) });
      const renewed = await store.get(id);
      expect([renewed!.version, [...renewed!.sealed], renewed!.accessExpiresAt]).toEqual([2, [9], at(900)]);
      expect([await store.claimRenewal(id, 1, at(500)), await store.claimRenewal(id, 2, at(500))]).toEqual([false, true]);
    });

    it('does not let a late renewal overwrite a newer one', async () => {
      await store.put(session('a', { version: 2 }));
      await store.renew('a'.repeat(43), 1, { sealed: new Uint8Array([9]), accessExpiresAt: at(900) });
      expect([...(await store.get('a'.repeat(43)))!.sealed]).toEqual([1, 2, 3]);
    });

    it('ends sessions by the provider’s session and by account, and says which', async () => {
      await store.put(session('a'));
      await store.put(session('b'));
      await store.put(session('c', { subject: 'user-2' }));
      expect(await store.deleteBySid('sid-a')).toEqual(['a'.repeat(43)]);
      expect(await store.deleteBySubject('user-1')).toEqual(['b'.repeat(43)]);
      expect(await store.get('c'.repeat(43))).toBeDefined();
      await store.delete('c'.repeat(43));
      expect(await store.get('c'.repeat(43))).toBeUndefined();
    });
  });
}
