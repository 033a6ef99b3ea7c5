import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodeOf, Insistence } from './child.mjs';
import { claimDataFolder, dataFolderOf, reasonToKeep, resetData } from './data-folder.mjs';
import { startFlags } from './flags.mjs';
import { closingLine, failuresOf } from './jest-report.mjs';
import { root } from './places.mjs';
import { elapsed, stepsOn } from './steps.mjs';
import { inTurn } from './turn.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launcher-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('flags of npm start', () => {
  it('knows --reset and --help', () => {
    expect(startFlags(['--reset'])).toEqual({ help: false, reset: true });
    expect(startFlags(['-h'])).toEqual({ help: true, reset: false });
  });

  it('answers an unknown flag with one sentence that names it', () => {
    expect(() => startFlags(['--rest'])).toThrow('npm start does not know "--rest"; npm start -- --help shows what it knows.');
  });
});

describe('starting over', () => {
  it('refuses while a running copy holds the folder, and names it', () => {
    claimDataFolder(folder);
    writeFileSync(join(folder, 'run.lock'), JSON.stringify({ pid: process.pid, url: 'http://127.0.0.1:3000' }));
    expect(() => resetData(folder, (pid) => pid === process.pid)).toThrow(
      `Rapport is running on ${folder} (process ${process.pid}, http://127.0.0.1:3000): stop it first.`,
    );
  });

  it('deletes the folder of a copy that died', () => {
    claimDataFolder(folder);
    writeFileSync(join(folder, 'run.lock'), JSON.stringify({ pid: 41 }));
    expect(reasonToKeep(folder, () => false)).toBeUndefined();
    rmSync(join(folder, 'run.lock'));
    resetData(folder);
    expect(existsSync(folder)).toBe(false);
  });

  it('does not mistake another program with the same number for a running copy', () => {
    claimDataFolder(folder);
    writeFileSync(join(folder, 'run.lock'), JSON.stringify({ pid: process.pid }));
    expect(reasonToKeep(folder)).toBeUndefined();
  });

  it('keeps a folder that is not ours', () => {
    writeFileSync(join(folder, 'thesis.odt'), '');
    expect(reasonToKeep(folder)).toContain('does not look like a data folder of Rapport');
  });

  it('does not make a folder ours that holds somebody’s documents', () => {
    writeFileSync(join(folder, 'thesis.odt'), '');
    expect(() => claimDataFolder(folder)).toThrow(`${folder} holds other things than data of Rapport`);
    expect(reasonToKeep(folder)).toContain('does not look like a data folder of Rapport');
  });

  it('is content when there is nothing yet', () => {
    expect(reasonToKeep(join(folder, 'none'))).toBeUndefined();
  });

  it('reads RAPPORT_DATA from the repository', () => {
    expect([dataFolderOf({}), dataFolderOf({ RAPPORT_DATA: './second' }), dataFolderOf({ RAPPORT_DATA: '/srv/d' })]).toEqual([
      join(root, '.data'),
      join(root, 'second'),
      '/srv/d',
    ]);
  });
});

describe('the closing line', () => {
  const report = { numPassedTests: 12, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0, testResults: [] };

  it('counts what passed, failed and was skipped', () => {
    expect(closingLine(report)).toBe('12 passed, 0 failed');
    expect(closingLine({ ...report, numFailedTests: 2, numPendingTests: 3 })).toBe('12 passed, 2 failed, 3 skipped');
  });

  it('counts a suite that could not run, and a report that is missing', () => {
    expect(failuresOf({ ...report, numRuntimeErrorTestSuites: 1 })).toBe(1);
    expect(closingLine(undefined)).toBe('0 passed, 1 failed');
  });
});

describe('signals', () => {
  it('takes repeats within a moment for echoes of one Ctrl+C and a later one for insistence', () => {
    const insistence = new Insistence();
    expect([1000, 1005, 1400, 2000].map((now) => insistence.heard(now))).toEqual(['ask', 'echo', 'echo', 'kill']);
  });

  it('shows the end by a signal as a shell does', () => {
    expect([exitCodeOf(3, null), exitCodeOf(null, 'SIGKILL')]).toEqual([3, 137]);
  });
});

describe('steps', () => {
  it('gives a pipe plain lines, failures too', async () => {
    let shown = '';
    const steps = stepsOn({ write: (text) => (shown += text) }, () => 0);
    await steps.run(
      'Build',
      (say) => (say('compiling'), 3),
      (files) => `${files} files`,
    );
    await expect(steps.run('Packages', () => Promise.reject(new Error('offline')))).rejects.toThrow('offline');
    expect(shown.split('\n').map((text) => text.replaceAll(/ +/g, ' '))).toEqual(['· Build compiling', '✓ Build 3 files', '✗ Packages failed', '']);
  });

  it('tells time as people do', () => {
    expect([400, 12_300, 125_000].map(elapsed)).toEqual(['0.4 s', '12 s', '2 min 5 s']);
  });
});

describe('turns', () => {
  it('lets one work at a time', async () => {
    const events: string[] = [];
    const work = (name: string) => () =>
      inTurn(join(folder, 'lock'), async () => {
        events.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 50));
        events.push(`${name} ends`);
      });
    await Promise.all([work('one')(), work('two')()]);
    expect(events.map((event) => event.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends']);
  });

  it('does not wait for the dead', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'lock'), '0');
    await expect(inTurn(join(folder, 'lock'), async () => 'done')).resolves.toBe('done');
  });
});
