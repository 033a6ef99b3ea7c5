import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow, fingerprintOf, isStale } from './stamp.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stamp-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('stamp', () => {
  it('is stale when missing or of something else, and not for a line break at its end', () => {
    expect([isStale(undefined, 'abc'), isStale('abd\n', 'abc'), isStale('abc\n', 'abc')]).toEqual([true, true, false]);
  });

  it('changes with the time, the size and the name of a file', () => {
    const file = join(folder, 'a.ts');
    const seen = new Set<string>();
    const look = () => seen.add(fingerprintOf(filesBelow(folder)));
    writeFileSync(file, 'one');
    utimesSync(file, 1000, 1000);
    look();
    utimesSync(file, 1000, 1001);
    look();
    writeFileSync(file, 'three');
    utimesSync(file, 1000, 1001);
    look();
    writeFileSync(join(folder, 'b.ts'), '');
    look();
    expect(seen.size).toBe(4);
  });

  it('does not see what is generated or hidden', () => {
    for (const name of ['src', 'dist', 'node_modules', '.cache']) mkdirSync(join(folder, name));
    for (const name of ['src', 'dist', 'node_modules', '.cache']) writeFileSync(join(folder, name, 'x.ts'), '');
    expect(filesBelow(folder)).toEqual([join(folder, 'src/x.ts')]);
  });
});
