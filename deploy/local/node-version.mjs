import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { alone } from './alone.mjs';
import { foreground, logged } from './child.mjs';
import { npm } from './npm.mjs';
import { logFileOf, toolsFolder } from './places.mjs';
import { Stop } from './stop.mjs';

/** The Node that everything runs on, as npm's package of that name delivers it. */
const fetchedVersion = '24.21.0';
const neededMajor = 24;
const oldestMajor = 20;

const fetchedNode = join(toolsFolder, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** `v24.21.0` → 24; nothing readable → 0. @param {string | undefined} version */
export const majorOf = (version) => Number(/^v?(\d+)\./.exec(version ?? '')?.[1] ?? 0);

/**
 * What to do about Node, from the version that runs and the one fetched earlier, if any.
 * @param {string} running
 * @param {string | undefined} fetched
 * @returns {'use running' | 'use fetched' | 'fetch' | 'too old'}
 */
export function decideNode(running, fetched) {
  if (majorOf(running) >= neededMajor) return 'use running';
  if (majorOf(running) < oldestMajor) return 'too old';
  return majorOf(fetched) >= neededMajor ? 'use fetched' : 'fetch';
}

/**
 * Makes sure that the program goes on under a new enough Node: answers nothing when this process has one, else the exit code of the same
 * program run again under the fetched one.
 * @param {import('./steps.mjs').Steps} steps
 * @returns {Promise<number | undefined>}
 */
export async function onNeededNode(steps) {
  const decision = decideNode(process.version, versionOf(fetchedNode));
  if (decision === 'use running') return undefined;
  if (decision === 'too old')
    throw new Stop(`Node ${process.version} cannot run Rapport: install Node ${oldestMajor} or newer (${neededMajor} is best) and try again.`);
  if (decision === 'fetch')
    await steps.run(
      `Node ${neededMajor}`,
      (say) => alone(say, fetchNode),
      () => `${fetchedVersion} beside the machine's ${process.version}`,
    );
  return foreground({
    command: fetchedNode,
    args: process.argv.slice(1),
    env: { ...process.env, PATH: [dirname(fetchedNode), process.env['PATH']].join(delimiter) },
    cwd: process.cwd(),
  });
}

/** @param {import('./steps.mjs').Say} say */
async function fetchNode(say) {
  if (majorOf(versionOf(fetchedNode)) >= neededMajor) return;
  say(`fetching ${fetchedVersion}, once, about 15 s`);
  mkdirSync(toolsFolder, { recursive: true });
  writeFileSync(join(toolsFolder, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }));
  const advice = `npm could not fetch Node ${fetchedVersion}. Check that this machine reaches the npm registry, or install Node ${neededMajor} yourself, and try again.`;
  const { command, args } = npm(['install', '--prefix', toolsFolder, '--save-exact', '--ignore-scripts=false', `node@${fetchedVersion}`]);
  await logged({ command, args, env: process.env, cwd: toolsFolder, logFile: logFileOf('node'), advice });
  if (majorOf(versionOf(fetchedNode)) >= neededMajor) return;
  throw new Stop(
    `Node ${fetchedVersion} was fetched but does not run here. Install Node ${neededMajor} yourself and try again.\nThe log: ${logFileOf('node')}`,
  );
}

/** What a Node calls itself, or nothing when it is not there or does not run. @param {string} binary */
function versionOf(binary) {
  try {
    return execFileSync(binary, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
