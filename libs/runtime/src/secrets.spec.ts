import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readSettings } from '@rapport/config';
import { newDek } from '@rapport/crypto';
import { keyFileOf, openSecrets } from './secrets.js';
import { WatchedKeks } from './watched-keks.js';

const owner = { tenant: 'acme', subject: 'somebody', generation: 1 };

function fresh() {
  const data = mkdtempSync(join(tmpdir(), 'rapport-secrets-'));
  const settings = readSettings({ RAPPORT_DATA: data });
  return { settings, kek: join(data, 'keys', 'kek.json'), internal: join(data, 'keys', 'internal.key') };
}

describe('keys that are missing', () => {
  it('are made, and leave nothing behind until they are wanted', async () => {
    const { settings, kek, internal } = fresh();
    const secrets = openSecrets(settings);
    const key = newDek();
    const wrapped = await secrets.keks.wrap([{ owner, key }]);
    expect([existsSync(kek), existsSync(internal)]).toEqual([false, false]);
    secrets.keep();
    expect([kek, internal].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
    const again = openSecrets(settings);
    expect((await again.keks.unwrap(wrapped))[0]).toEqual(key);
    expect(again.derived('check')).toEqual(secrets.derived('check'));
  });

  it('give way to those of a process that was first', async () => {
    const { settings, kek } = fresh();
    const [first, second] = [openSecrets(settings), openSecrets(settings)];
    first.keep();
    const kept = readFileSync(kek, 'utf8');
    second.keep();
    expect(readFileSync(kek, 'utf8')).toBe(kept);
    const wrapped = await second.keks.wrap([{ owner, key: newDek() }]);
    expect(await first.keks.unwrap(wrapped)).toHaveLength(1);
  });

  it('are asked for where none can be made', () => expect(() => keyFileOf(fresh().settings)).toThrow(/^There is no key file “.+kek\.json”; put it back/));
});

it('keys whose file is away open nothing until it is back', () => {
  const { settings, kek } = fresh();
  openSecrets(settings).keep();
  const keks = new WatchedKeks(kek);
  const wrapped = keks.wrap([{ owner, key: newDek() }]);
  const bytes = readFileSync(kek);
  rmSync(kek);
  expect(() => keks.look()).toThrow(expect.objectContaining({ code: 'unavailable' }));
  writeFileSync(kek, bytes);
  keks.look();
  expect(keks.unwrap(wrapped)).toHaveLength(1);
});
