import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { outputsOf, sourceNameOf } from './build-plan.mjs';
import { logged } from './child.mjs';
import { npm } from './npm.mjs';
import { logFileOf, root } from './places.mjs';
import { filesBelow, fingerprintOf, isStale, textOf, writeStamp } from './stamp.mjs';
import { Stop } from './stop.mjs';

const stampName = '.build-stamp';
/** What changes every output when it changes. */
const recipe = [join(root, '.swcrc'), join(root, 'deploy/local/build.mjs'), join(root, 'deploy/local/build-plan.mjs')];

/** Builds what changed since the last time; answers what was done. @param {import('./steps.mjs').Say} say */
export async function build(say) {
  const stale = compiledUnits().filter((unit) => isStale(stampOf(unit.to), unitFingerprint(unit)));
  if (stale.length) say(`compiling ${stale.length} of ${compiledUnits().length} packages`);
  const counts = await Promise.all(stale.map(compileUnit));
  const own = ownBuilds().filter(({ to, files }) => isStale(stampOf(to), fingerprintOf(files)));
  for (const workspace of own) await runOwnBuild(workspace, say);
  const files = counts.reduce((sum, count) => sum + count, 0);
  const built = [files ? `${files} files` : '', ...own.map(({ from }) => basename(from))].filter(Boolean);
  return built.join(', ') || 'up to date';
}

/** @returns {import('./build-plan.mjs').Unit[]} */
function compiledUnits() {
  const folders = workspaces().filter((folder) => !buildsItself(folder));
  const services = join(root, 'services');
  const loose = readdirSync(services, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.ts'));
  return [
    ...folders.map((folder) => ({ from: join(folder, 'src'), to: join(folder, 'dist'), files: filesBelow(join(folder, 'src')) })),
    { from: services, to: join(services, 'dist'), files: loose.map((entry) => join(services, entry.name)).sort() },
  ].filter((unit) => unit.files.length);
}

/** Workspaces that know how to build themselves, such as the portal. @returns {import('./build-plan.mjs').Unit[]} */
function ownBuilds() {
  return workspaces()
    .filter(buildsItself)
    .map((folder) => ({ from: folder, to: join(folder, 'dist'), files: [...filesBelow(folder), ...bundledInto(folder)] }));
}

/** Sources of our libs that the workspace's package names and its build takes in. @param {string} folder */
function bundledInto(folder) {
  const { dependencies = {} } = JSON.parse(textOf(join(folder, 'package.json')) ?? '{}');
  const names = Object.keys(dependencies).filter((name) => name.startsWith('@rapport/'));
  return names.flatMap((name) => filesBelow(join(root, 'libs', name.slice('@rapport/'.length), 'src')));
}

function workspaces() {
  return ['libs', 'services'].flatMap((room) =>
    readdirSync(join(root, room), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(join(root, room, entry.name, 'package.json')))
      .map((entry) => join(root, room, entry.name)),
  );
}

/** @param {string} folder */
function buildsItself(folder) {
  return JSON.parse(textOf(join(folder, 'package.json')) ?? '{}').scripts?.build !== undefined;
}

/** @param {string} folder */
const stampOf = (folder) => textOf(join(folder, stampName));

/** @param {import('./build-plan.mjs').Unit} unit */
const unitFingerprint = (unit) => fingerprintOf([...recipe, ...unit.files]);

/** @param {import('./build-plan.mjs').Unit} unit */
async function compileUnit(unit) {
  const fingerprint = unitFingerprint(unit);
  const outputs = outputsOf(unit);
  removeStrangers(unit.to, outputs);
  rmSync(join(unit.to, stampName), { force: true });
  await Promise.all(outputs.map(async (output) => (output.how === 'copy' ? copy(output) : compile(output))));
  writeStamp(join(unit.to, stampName), fingerprint);
  return outputs.length;
}

/** Outputs of sources that are gone; the rest is overwritten in place, since a running copy may be reading it. @param {string} folder @param {import('./build-plan.mjs').Output[]} outputs */
function removeStrangers(folder, outputs) {
  const kept = new Set(outputs.flatMap(({ to }) => [to, `${to}.map`]));
  for (const file of filesBelow(folder)) if (!kept.has(file)) rmSync(file);
}

/** @param {import('./build-plan.mjs').Output} output */
function copy({ from, to }) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}

/** @param {import('./build-plan.mjs').Output} output */
async function compile(output) {
  const { transformFile } = await import('@swc/core');
  const options = { cwd: root, configFile: join(root, '.swcrc'), swcrc: false, sourceFileName: sourceNameOf(output) };
  const { code, map } = await transformFile(output.from, options).catch((error) => {
    const [explanation = ''] = String(error instanceof Error ? error.message : error).split('\nCaused by:');
    throw new Stop(`${relative(root, output.from)} does not compile:\n${explanation.trimEnd()}`);
  });
  mkdirSync(dirname(output.to), { recursive: true });
  await writeFile(output.to, map ? `${code}//# sourceMappingURL=${basename(output.to)}.map\n` : code);
  if (map) await writeFile(`${output.to}.map`, map);
}

/** @param {import('./build-plan.mjs').Unit} workspace @param {import('./steps.mjs').Say} say */
async function runOwnBuild({ from, to, files }, say) {
  const name = basename(from);
  say(`building ${name}`);
  const fingerprint = fingerprintOf(files);
  const advice = `Building ${name} failed: mend what the lines above name and try again.`;
  await logged({ ...npm(['run', 'build']), env: process.env, cwd: from, logFile: logFileOf(`build-${name}`), advice });
  writeStamp(join(to, stampName), fingerprint);
}
