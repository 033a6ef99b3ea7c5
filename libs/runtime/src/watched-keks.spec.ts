import { describe, expect, it } from '@jest/globals';
import { addKey, newDek, newKeyFile } from '@rapport/crypto';
import { mkdtempSync, renameSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeKeyFile } from './secrets.js';
import { WatchedKeks } from './watched-keks.js';

describe('a watched key file', () => {
  it('opens what a key wrapped that was added after it was read', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'rapport-keys-')), 'kek.json');
    const first = newKeyFile(new Date());
    writeKeyFile(path, first);
    const early = new WatchedKeks(path);
    const key = newDek();
    const owner = { tenant: 'acme', subject: 'somebody', generation: 1 };
    const [old] = early.wrap([{ owner, key }]);
    writeKeyFile(path, addKey(first, new Date()));
    utimesSync(path, new Date(), new Date(Date.now() + 5000));
    const [wrapped] = new WatchedKeks(path).rewrap([old!]);
    expect(wrapped!.kekId).toBe('kek-2');
    expect(early.unwrap([wrapped!])[0]).toEqual(key);
    expect(early.activeId).toBe('kek-2');
  });
});

describe('a key file that is taken away', () => {
  it('stops wrapping and unwrapping within a second, every time, until it is back', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'rapport-keys-')), 'kek.json');
    writeKeyFile(path, newKeyFile(new Date()));
    const keks = new WatchedKeks(path);
    const owner = { tenant: 'acme', subject: 'somebody', generation: 1 };
    const [wrapped] = keks.wrap([{ owner, key: newDek() }]);
    renameSync(path, `${path}.away`);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    for (let time = 0; time < 3; time += 1) {
      expect(() => keks.wrap([{ owner, key: newDek() }])).toThrow(expect.objectContaining({ code: 'unavailable' }));
      expect(() => keks.unwrap([wrapped!])).toThrow(expect.objectContaining({ code: 'unavailable' }));
    }
    renameSync(`${path}.away`, path);
    expect(keks.unwrap([wrapped!])).toHaveLength(1);
  });
});
