import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askControl, controlPath, serveControl } from './control-socket.js';

describe('the control socket', () => {
  it('carries a command, its lines and its exit code, for its owner only, however deep the folder', async () => {
    const path = controlPath(join(mkdtempSync(join(tmpdir(), 'rapport-control-')), 'deep'.repeat(40)));
    const end = await serveControl(path, {
      count: async (words, print) => {
        words.forEach((word) => print(`saw ${word}`));
        return words.length;
      },
    });
    const lines: string[] = [];
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(await askControl(path, 'count', ['one', 'two'], (line) => lines.push(line))).toBe(2);
    expect(lines).toEqual(['saw one', 'saw two']);
    expect(await askControl(path, 'constructor', [], () => undefined)).toBe(2);
    await end();
    expect(await askControl(path, 'count', [], () => undefined)).toBeUndefined();
  });

  it('tells the caller that a command failed', async () => {
    const path = controlPath(mkdtempSync(join(tmpdir(), 'rapport-control-')));
    const end = await serveControl(path, { fail: () => Promise.reject(new Error('no such letter')) });
    const lines: string[] = [];
    expect(await askControl(path, 'fail', [], (line) => lines.push(line))).toBe(1);
    expect(lines).toEqual(['no such letter']);
    await end();
  });
});
