import { describe, expect, it } from '@jest/globals';
import { NotYet } from '@rapport/kernel';
import { patiently } from './patience.js';

describe('a start that waits', () => {
  it('goes on once what it needs is there, and says a reason once', async () => {
    const said: string[] = [];
    let tries = 0;
    const open = async () => {
      if (++tries < 3) throw new NotYet('DATABASE_URL: still starting.');
      return 'open';
    };
    expect(await patiently(open, { ms: 10_000, say: (words) => said.push(words) })).toBe('open');
    expect([tries, said]).toEqual([3, [expect.stringMatching(/^DATABASE_URL: still starting\. Trying again for up to \d+ s\.$/)]]);
  });

  it('ends with the reason when the time is over', async () => {
    const open = () => Promise.reject(new NotYet('NATS_URL: nobody there.'));
    await expect(patiently(open, { ms: 500, say: () => {} })).rejects.toThrow('NATS_URL: nobody there.');
  });

  it('does not wait for what waiting cannot mend', async () => {
    let tries = 0;
    const open = () => Promise.reject(new Error(`wrong password ${++tries}`));
    await expect(patiently(open, { ms: 10_000, say: () => {} })).rejects.toThrow('wrong password 1');
  });

  it('is called off at once', async () => {
    const asked = new AbortController();
    setTimeout(() => asked.abort(), 50);
    const began = Date.now();
    const open = () => Promise.reject(new NotYet('NATS_URL: nobody there.'));
    await expect(patiently(open, { ms: 60_000, say: () => {}, asked: asked.signal })).rejects.toMatchObject({ name: 'StartRefused' });
    expect(Date.now() - began).toBeLessThan(900);
  });
});
