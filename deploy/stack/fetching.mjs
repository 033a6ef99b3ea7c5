import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stop } from '../local/stop.mjs';
import { run } from './run.mjs';

/**
 * Stops when a file is not the one that was pinned.
 * @param {string} file
 * @param {string} sha256
 */
export function verify(file, sha256) {
  const found = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (found !== sha256) throw new Stop(`${file} is not what deploy/stack/versions.mjs pins: its SHA-256 is ${found}, not ${sha256}. Nothing was installed.`);
}

/** Fetches a Maven artifact; answers the file. @param {{ artifact: string, sha256: string }} pin @param {string} folder */
export async function mavenArtifact({ artifact, sha256 }, folder) {
  mkdirSync(folder, { recursive: true });
  await run({ command: 'mvn', args: ['dependency:copy', '-B', '-q', '-Dstyle.color=never', `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`] });
  return onlyFile(folder, sha256);
}

/** Fetches a Python wheel for its platform; answers the file. @param {{ requirement: string, platform: string, sha256: string }} pin @param {string} folder */
export async function wheel({ requirement, platform, sha256 }, folder) {
  mkdirSync(folder, { recursive: true });
  const options = ['--no-deps', '--only-binary=:all:', '--platform', platform, '--dest', folder, '--quiet', '--disable-pip-version-check'];
  await run({ command: 'python3', args: ['-m', 'pip', 'download', ...options, requirement] });
  return onlyFile(folder, sha256);
}

/**
 * Fetches a Debian package and unpacks it, without installing it; needs no root, and leaves the machine's own package lists alone.
 * @param {{ package: string, sha256: string }} pin
 * @param {string} folder
 */
export async function debianPackage({ package: name, sha256 }, folder) {
  const lists = join(folder, 'lists');
  for (const inner of ['fetched', 'lists/lists/partial', 'lists/archives/partial']) mkdirSync(join(folder, inner), { recursive: true });
  const own = [`Dir::State=${lists}`, `Dir::Cache=${lists}`, 'Dir::State::status=/var/lib/dpkg/status', 'APT::Sandbox::User='].flatMap((option) => [
    '-o',
    option,
  ]);
  const fetched = join(folder, 'fetched');
  await run({ command: 'apt-get', args: ['-q', ...own, 'update'] });
  await run({ command: 'apt-get', args: ['-q', ...own, 'download', name], cwd: fetched });
  const file = onlyFile(fetched, sha256);
  await run({ command: 'dpkg-deb', args: ['-x', file, join(folder, 'root')] });
  return join(folder, 'root');
}

/**
 * Installs an npm package into a folder, when it and all that came with it are the pinned ones.
 * @param {{ requirement: string, integrity: Record<string, string> }} pin
 * @param {string} folder
 */
export async function npmPackage({ requirement, integrity }, folder) {
  writeFileSync(join(folder, 'package.json'), '{"private": true}');
  await run({ command: 'npm', args: ['install', '--no-audit', '--no-fund', '--ignore-scripts', requirement], cwd: folder });
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  for (const [place, { integrity: found }] of Object.entries(packages).filter(([place]) => place)) {
    const name = place.replace('node_modules/', '');
    if (integrity[name] !== found)
      throw new Stop(`${name} is not what deploy/stack/versions.mjs pins for ${requirement}: its integrity is ${found}. Nothing was installed.`);
  }
}

/** Builds a Go program into a folder, when the module is the pinned one. @param {{ version: string, module: string, command: string, sum: string }} pin @param {string} folder */
export async function goProgram({ version, module, command, sum }, folder) {
  const found = JSON.parse(jsonIn(await run({ command: 'go', args: ['mod', 'download', '-json', `${module}@v${version}`], cwd: folder }))).Sum;
  if (found !== sum) throw new Stop(`${module}@v${version} is not what deploy/stack/versions.mjs pins: its sum is ${found}, not ${sum}. Nothing was built.`);
  const env = { CGO_ENABLED: '0', GOFLAGS: '-p=2', GOBIN: folder };
  await run({ command: 'go', args: ['install', '-trimpath', '-ldflags=-s -w', `${command}@v${version}`], env, cwd: folder });
}

/** Unpacks a zip, such as a jar or a wheel, which machines without `unzip` can do as well. @param {string} file @param {string} folder */
export async function unzip(file, folder) {
  await run({ command: 'python3', args: ['-m', 'zipfile', '-e', file, folder] });
}

/** What stands between the outer braces, since tools write notes around their JSON. @param {string} text */
export const jsonIn = (text) => text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);

/** @param {string} folder @param {string} sha256 */
function onlyFile(folder, sha256) {
  const [name, ...more] = readdirSync(folder);
  if (!name || more.length) throw new Stop(`Expected one fetched file in ${folder}.`);
  verify(join(folder, name), sha256);
  return join(folder, name);
}
