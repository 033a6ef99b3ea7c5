import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { boundaries } from './boundaries.mjs';
import { checks } from './checks.table.mjs';
import { comments } from './comments.mjs';
import { declared } from './declared.mjs';
import { between } from './markers.mjs';
import { names } from './names.mjs';
import { sizes } from './sizes.mjs';
import { texts } from './texts.mjs';
import { topLevel } from './top-level.mjs';
import { plantedTree } from './tree.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const findings = (check: (tree: ReturnType<typeof plantedTree>) => { findings: readonly string[] }, files: Record<string, string>) =>
  check(plantedTree(files)).findings;
const doors = Object.fromEntries(['kernel', 'config', 'crypto', 'auth', 'persistence', 'messaging', 'runtime'].map((lib) => [`libs/${lib}/src/index.ts`, '']));

describe('boundaries see', () => {
  it.each([
    ['floors', 'libs/crypto/src/a.ts', "import { b } from '@rapport/config';"],
    ['floors', 'libs/config/src/a.ts', "export * from '@rapport/messaging';"],
    ['floors', 'libs/messaging/src/a.ts', "import type { A } from '@rapport/runtime';"],
    ['kernel-alone', 'libs/kernel/src/a.ts', "import { pino } from 'pino';"],
    ['one-door', 'libs/auth/src/a.spec.ts', "import { b } from '../../kernel/src/hidden.js';"],
    ['testing-door', 'services/sales/src/api/a.ts', "import { b } from '@rapport/auth/testing';"],
    ['services-apart', 'services/sales/src/index.ts', "import { b } from '@rapport/accounts';"],
    ['services-apart', 'services/sales/src/index.ts', "const b = await import('../../accounts/src/index.js');"],
    ['domain-pure', 'services/sales/src/domain/a.ts', "import { Injectable } from '@nestjs/common';"],
    ['domain-pure', 'services/sales/src/domain/a.ts', "import { b } from '../store/b.store.js';"],
    ['store-below', 'services/sales/src/store/b.store.ts', "import { b } from '../api/b.api.js';"],
    ['doors-apart', 'services/sales/src/events/on-b.ts', "import { b } from '../api/b.api.js';"],
    ['nats-in-messaging', 'services/sales/src/api/a.ts', "import { connect } from '@nats-io/transport-node';"],
    ['sql-in-stores', 'services/sales/src/api/a.ts', "import pg from 'pg';"],
    ['sql-in-stores', 'libs/auth/src/a.ts', "import type { Kysely } from 'kysely';"],
    ['leads-somewhere', 'libs/auth/src/a.ts', "import { b } from './gone.js';"],
  ])('%s: %s with %s', (rule, file, text) => {
    const others = {
      'libs/kernel/src/hidden.ts': '',
      'libs/auth/src/testing.ts': '',
      'services/accounts/src/index.ts': '',
      'services/sales/src/api/b.api.ts': '',
      'services/sales/src/store/b.store.ts': '',
    };
    const found = findings(boundaries, { ...doors, ...others, [file]: text });
    expect(found.filter((finding) => finding.startsWith(`${file}:1 ${rule}:`))).toHaveLength(1);
  });

  it('files that import one another in a circle, but not in types alone', () => {
    const circle = { 'libs/auth/src/a.ts': "import { b } from './b.js';", 'libs/auth/src/b.ts': "import { c } from './c.js';" };
    expect(findings(boundaries, { ...circle, 'libs/auth/src/c.ts': "import { a } from './a.js';" })).toEqual([
      expect.stringContaining('a.ts → libs/auth/src/b.ts → libs/auth/src/c.ts → libs/auth/src/a.ts'),
    ]);
    expect(findings(boundaries, { ...circle, 'libs/auth/src/c.ts': "import type { A } from './a.js';" })).toEqual([]);
  });

  it('nothing in imports as the design has them', () => {
    const right = {
      'services/sales/src/domain/deal.ts': "import { AppError } from '@rapport/kernel';",
      'services/sales/src/store/deal.store.ts': "import { sql } from 'kysely';\nimport { deal } from '../domain/deal.js';",
      'services/sales/src/api/deal.api.ts': "import { deal } from '../store/deal.store.js';\nimport { readFile } from 'node:fs/promises';",
    };
    expect(findings(boundaries, { ...doors, ...right })).toEqual([]);
  });
});

describe('names see', () => {
  it.each([
    ['libs/auth/src/TokenCheck.ts', 'export const a = 1;', 'kebab-case'],
    ['libs/auth/src/string-utils.ts', 'export const a = 1;', '“utils”'],
    ['libs/auth/src/a.ts', 'export class SessionManager {}', '“Manager” in SessionManager'],
    ['libs/auth/src/a.ts', 'export abstract class BaseStore {}', '“Base” in BaseStore'],
    ['libs/auth/src/a.ts', 'function dateHelper() {}', '“Helper” in dateHelper'],
    ['libs/auth/src/a.ts', 'export interface IContact {}', 'I-prefix'],
  ])('%s with %s', (file, text, says) => {
    expect(findings(names, { [file]: text })).toEqual([expect.stringContaining(says)]);
  });

  it('nothing in names that only look alike', () => {
    expect(findings(names, { 'libs/auth/src/database.ts': 'export interface Ids {}\nexport const implied = 1, managed = 2;' })).toEqual([]);
  });
});

describe('sizes see', () => {
  it('a file of more than 300 lines, and leave out what is generated or a test', () => {
    const long = 'const a = 1;\n'.repeat(301);
    const found = findings(sizes, {
      'libs/auth/src/a.ts': long,
      'libs/auth/src/a.spec.ts': long,
      'libs/contracts/src/gen/a_pb.ts': long,
      'libs/auth/src/b.ts': 'const a = 1;\n'.repeat(300),
    });
    expect(found).toEqual([expect.stringContaining('libs/auth/src/a.ts sizes: 301 lines')]);
  });
});

describe('comments see', () => {
  it('an export of a lib that does not say what it is for', () => {
    const text = '/** Says. */\nexport const said = 1;\nexport const silent = 2;\nexport type Derived = typeof said;\nconst own = 3;\n';
    expect(findings(comments, { 'libs/auth/src/a.ts': text, 'services/sales/src/a.ts': text })).toEqual([
      expect.stringContaining('libs/auth/src/a.ts:3 comments: silent'),
    ]);
  });

  it('words above decorators', () => {
    expect(findings(comments, { 'libs/auth/src/a.ts': '/** Says. */\n@Injectable()\nexport class A {}' })).toEqual([]);
  });
});

describe('texts see', () => {
  it.each([
    ['no-registry', 'libs/auth/README.md', `see https://${'registry'}.npmjs.org/pino`],
    ['no-machine-path', 'deploy/a.mjs', `const home = '/${'home'}/ivan/rapport';`],
    ['no-unfinished', 'libs/auth/src/a.ts', `// ${'TO'}${'DO'}: later`],
    ['no-commented-out-code', 'libs/auth/src/a.ts', '// const a = b();'],
    ['fixed-events', 'libs/auth/src/a.ts', 'this.log.info(`created ${name}`);'],
    ['fixed-events', 'libs/auth/src/a.ts', "log.warn('Contact created');"],
    ['calls-whole', 'services/sales/src/api/a.ts', "work.run({ ...call, locale: 'ru' }, sum);"],
  ])('%s in %s', (rule, file, text) => {
    expect(findings(texts, { [file]: text })).toEqual([expect.stringContaining(`${file}:1 ${rule}:`)]);
  });

  it('nothing in what is right', () => {
    expect(
      findings(texts, {
        'libs/auth/src/a.ts': "// The broker returns here once it is done; then we ack.\nlog.info('rpc-served', { ms });\nconst route = '/v1/contacts';",
      }),
    ).toEqual([]);
  });
});

describe('what is declared is seen', () => {
  it.each([
    ['reason-given', 'libs/kernel/src/reasons.en.ts', "  LOST: 'Lost.',\n  FOUND: 'Found.',\n", "throw new AppError('invalid', 'FOUND');", 'LOST'],
    ['permission-asked', 'libs/auth/src/permission.ts', "  'deals.read',\n  'deals.write',\n", "rights.scope('deals.read')", 'deals.write'],
    ['metric-set', 'libs/telemetry/src/metrics/metrics.table.ts', "  lost: new Gauge('a'),\n  found: new Gauge('b'),\n", 'metrics.found.set({}, 1);', 'lost'],
  ])('%s: when nothing keeps it', (rule, file, table, use, lost) => {
    const found = findings(declared, { [file]: table, 'services/sales/src/api/a.ts': use, 'services/sales/src/api/a.spec.ts': `'${lost}' metrics.${lost}` });
    expect(found).toEqual([expect.stringMatching(new RegExp(`^${file}:\\d ${rule}: “${lost}”`))]);
  });

  it('as kept when a contract asks for it', () => {
    const contract = { 'proto/a.proto': 'option (rapport.options.v1.permission) = "deals.write";' };
    expect(findings(declared, { 'libs/auth/src/permission.ts': "  'deals.write',\n", ...contract })).toEqual([]);
  });
});

describe('the top level sees', () => {
  it('what has no room there', () => {
    expect(findings(topLevel, { 'src/index.ts': '', '.swcrc': '', 'libs/a.ts': '' })).toEqual([expect.stringContaining('src top-level')]);
  });
});

describe('generated parts of a page', () => {
  it('are replaced between their markers and nowhere else', () => {
    expect(between('a\n<!-- x:begin -->\nold\n<!-- x:end -->\nb', 'x', 'new')).toBe('a\n<!-- x:begin -->\nnew\n<!-- x:end -->\nb');
    expect(() => between('a', 'x', 'new')).toThrow('<!-- x:begin -->');
  });
});

describe('the tools see', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-checks-'));
  const planted: readonly (readonly [rule: string, text: string])[] = [
    ['no-floating-promises', 'async function work(): Promise<void> {}\nexport function start(): void {\n  work();\n}\n'],
    ['no-explicit-any', 'export const a = (b: any): unknown => b;\n'],
    ['no-console', "console.log('a');\n"],
    ['ban-ts-comment', '// @ts-ignore\nexport const a = 1;\n'],
    ['no-process-env', "export const a = process.env['PORT'];\n"],
    ['max-params', 'export const a = (b: 1, c: 1, d: 1, e: 1, f: 1, g: 1): unknown => [b, c, d, e, f, g];\n'],
    ['max-lines-per-function', `export function a(): number {\n  let b = 0;\n${'  b += 1;\n'.repeat(50)}  return b;\n}\n`],
    ['no-default-export', 'export default 1;\n'],
    ['only-throw-error', "export function a(): never {\n  throw 'text';\n}\n"],
  ];

  beforeAll(() => {
    for (const file of ['tsconfig.json', '.oxlintrc.json', '.oxfmtrc.json', '.knip.json']) cpSync(join(root, file), join(folder, file));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    plant('package.json', '{ "name": "planted", "type": "module", "workspaces": ["libs/*"] }');
    plant('libs/planted/package.json', '{ "name": "planted-lib", "type": "module" }');
    plant('libs/planted/src/index.ts', 'export const kept = 1;\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function plant(file: string, text: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }

  async function found(name: string): Promise<string> {
    const outcome = await checks
      .find((check) => check.name === name)!
      .run({ root: folder, files: ['libs/planted/src/index.ts'], read: () => '', toolMs: 20_000 });
    return outcome.findings.join('\n');
  }

  it('every planted breach of the linter’s rules, and nothing beside them', async () => {
    for (const [rule, text] of planted) plant(`libs/planted/src/${rule}.ts`, text);
    const lines = (await found('lint')).split('\n');
    for (const [rule] of planted) expect(lines).toContainEqual(expect.stringMatching(new RegExp(`/${rule}\\.ts:.*\\(${rule}\\)`)));
    expect(lines.filter((line) => line.includes('index.ts'))).toEqual([]);
  });

  it('a type that is wrong', async () => {
    plant('libs/planted/src/typed.ts', "export const a: number = 'text';\n");
    expect(await found('types')).toContain('typed.ts(1,14): error TS2322');
  });

  it('a file that is not formatted, and not one that is', async () => {
    plant('libs/planted/src/loose.ts', 'export const a   = "1"\n');
    const files = await found('format');
    expect(files).toContain('loose.ts');
    expect(files).not.toContain('index.ts');
  });

  it('a file that nobody uses', async () => {
    plant('libs/planted/src/forlorn.ts', 'export const a = 1;\n');
    expect(await found('dead-code')).toContain('forlorn.ts');
  });
});
