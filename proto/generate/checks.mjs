import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buf } from './buf.mjs';
import { generate } from './everything.mjs';

/** Contracts as the house writes them: buf's rules, and a sentence for everything that has no obvious meaning. Gives what is wrong, a line each. */
export function lint(proto) {
  return linesOf(() => buf(proto, ['lint']));
}

/** Nothing that is out there stops being understood: compared with the released image. */
export function breaking(proto, released) {
  return linesOf(() => buf(proto, ['breaking', '--against', released]));
}

/** Files that are not what the contracts now give: changed by hand, or not generated after a change. `made` names what `generate` writes. */
export function drift(proto, made) {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-drift-'));
  try {
    const fresh = { gen: join(folder, 'gen'), page: join(folder, 'EVENTS.md'), goldens: join(folder, 'golden') };
    if (existsSync(made.goldens)) cpSync(made.goldens, fresh.goldens, { recursive: true });
    generate(proto, fresh);
    const gen = differences(made.gen, fresh.gen).map((file) => join(made.gen, file));
    const goldens = differences(made.goldens, fresh.goldens).map((file) => join(made.goldens, file));
    return [...gen, ...goldens, ...(contentOf(made.page) === contentOf(fresh.page) ? [] : [made.page])];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function differences(left, right) {
  const names = new Set([...filesOf(left), ...filesOf(right)]);
  return [...names].filter((name) => contentOf(join(left, name)) !== contentOf(join(right, name)));
}

function filesOf(folder) {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    : [];
}

function contentOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function linesOf(run) {
  try {
    run();
    return [];
  } catch (error) {
    return error.message.split('\n');
  }
}
