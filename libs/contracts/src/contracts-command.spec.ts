import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';

// Each run starts buf a few times, which is slow on a busy machine.
jest.setTimeout(120_000);

// The real command on a copy of the real contracts: each rule is seen red once.
const root = join(import.meta.dirname, '../../..');
const copy = mkdtempSync(join(tmpdir(), 'rapport-contracts-'));
const contact = join(copy, 'proto/rapport/accounts/v1/contact.proto');

function run(script: string, ...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, 'proto', script), ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { status, said: stdout + stderr };
}

function plant(file: string, from: string, to: string): void {
  const source = readFileSync(file, 'utf8');
  expect(source).toContain(from);
  writeFileSync(file, source.replace(from, to));
}

const made = ['proto', 'libs/contracts/src/gen'];

function takeCopy(from: string, to: string): void {
  for (const folder of made) {
    rmSync(join(to, folder), { recursive: true, force: true });
    cpSync(join(from, folder), join(to, folder), { recursive: true });
  }
}

beforeAll(() => {
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  takeCopy(root, copy);
  run('contracts.mjs', '--release');
  takeCopy(copy, join(copy, 'clean'));
});

beforeEach(() => takeCopy(join(copy, 'clean'), copy));

afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('npm run contracts', () => {
  it('is content with the contracts as they are', () => {
    expect(run('contracts.mjs')).toEqual({ status: 0, said: expect.stringContaining('in order') });
  });

  it('sees a message without a sentence', () => {
    writeFileSync(contact, `${readFileSync(contact, 'utf8')}\nmessage Silent {}\n`);
    const { status, said } = run('contracts.mjs');
    expect(status).toBe(1);
    expect(said).toMatch(/contact\.proto:\d+:\d+:Message "Silent" should have a non-empty comment/);
  });

  it('sees a change that would not be understood by what is out there', () => {
    plant(contact, 'string job_title = 8', 'int32 job_title = 8');
    const { status, said } = run('contracts.mjs');
    expect(status).toBe(1);
    expect(said).toMatch(/Field "8" with name "job_title" on message "Contact" changed type from "string" to "int32"/);
  });

  it('lets a field be added', () => {
    plant(
      contact,
      '  string job_title = 8',
      '  // What the person likes to be called.\n  string planted_by_spec = 9999 [(rapport.options.v1.field) = {max_len: 60}];\n  string job_title = 8',
    );
    run('generate.mjs');
    expect(run('contracts.mjs')).toMatchObject({ status: 0 });
  });

  it('sees generated code that was changed by hand or not made anew, and names the file', () => {
    plant(join(copy, 'libs/contracts/src/gen/files.ts'), 'Descriptors of every contract', 'Edited');
    writeFileSync(join(copy, 'libs/contracts/src/gen/stray.ts'), 'export {};\n');
    const { status, said } = run('contracts.mjs');
    expect(status).toBe(1);
    expect(said).toContain('libs/contracts/src/gen/files.ts is not what the contracts give');
    expect(said).toContain('libs/contracts/src/gen/stray.ts is not what the contracts give');
  });

  it('sees an event that has no golden, and making one changes no other', () => {
    rmSync(join(copy, 'proto/golden/rapport.accounts.v1.ContactCreated.json'));
    const other = join(copy, 'proto/golden/rapport.accounts.v1.ContactDeleted.json');
    writeFileSync(other, `${readFileSync(other, 'utf8')} `);
    const { status, said } = run('contracts.mjs');
    expect(status).toBe(1);
    expect(said).toContain('proto/golden/rapport.accounts.v1.ContactCreated.json is not what');
    expect(run('generate.mjs').said).toBe('new golden: rapport.accounts.v1.ContactCreated\n');
    expect(readFileSync(other, 'utf8')).toMatch(/ $/);
  });
});
