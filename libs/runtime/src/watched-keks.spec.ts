import { describe, expect, it } from '@jest/globals';
import { addKey, newDek, newKeyFile } from '@rapport/crypto';
import { mkdtempSync, utimesSync } from 'node:fs';
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
