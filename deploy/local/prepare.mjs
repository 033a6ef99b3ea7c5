import { alone } from './alone.mjs';
import { build } from './build.mjs';
import { installPackages } from './packages.mjs';

/**
 * Installs and builds what changed. Two launchers started at once take turns, and the second finds everything done.
 * @param {import('./steps.mjs').Steps} steps
 */
export async function prepare(steps) {
  await steps.run('Packages', (say) => alone(say, installPackages), String);
  await steps.run('Build', (say) => alone(say, build), String);
}
