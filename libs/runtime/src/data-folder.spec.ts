import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdDataFolder } from './data-folder.js';

const fresh = () => join(mkdtempSync(join(tmpdir(), 'rapport-folder-')), 'data');

describe('a data folder', () => {
  it('is held by one process, and free again when released', () => {
    const path = fresh();
    const folder = holdDataFolder(path);
    expect(JSON.parse(readFileSync(join(path, 'run.lock'), 'utf8'))).toEqual({ pid: process.pid });
    folder.release();
    expect(existsSync(join(path, 'run.lock'))).toBe(false);
  });

  it('is refused in one sentence while another process holds it', () => {
    const path = fresh();
    holdDataFolder(path);
    writeFileSync(join(path, 'run.lock'), JSON.stringify({ pid: process.ppid }));
    expect(() => holdDataFolder(path)).toThrow(/Another copy of Rapport \(process \d+\) runs on the data folder .*RAPPORT_DATA/);
  });

  it('is taken over from a process that died', () => {
    const path = fresh();
    holdDataFolder(path);
    writeFileSync(join(path, 'run.lock'), JSON.stringify({ pid: 2 ** 22 + 1 }));
    expect(() => holdDataFolder(path)).not.toThrow();
  });

  it('is refused in one sentence when it cannot be one', () => {
    const path = fresh();
    writeFileSync(path, 'a file');
    expect(() => holdDataFolder(path)).toThrow(/cannot be (made|written) .*RAPPORT_DATA/);
  });

  it('keeps files that only their owner can read', () => {
    const path = fresh();
    holdDataFolder(path).write('ready.json', { url: 'http://localhost' });
    expect(statSync(join(path, 'ready.json')).mode & 0o777).toBe(0o600);
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });
});
