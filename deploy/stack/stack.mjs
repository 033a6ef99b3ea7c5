import { dirname, join } from 'node:path';
import { stepsOn } from '../local/steps.mjs';
import { runToExit, Stop } from '../local/stop.mjs';
import { inTurn } from '../local/turn.mjs';
import { envLines, parseCommand, stackHelp } from './command-line.mjs';
import { inOrder } from './component.mjs';
import { components } from './components.mjs';
import { stateFile } from './home.mjs';
import { addressOf, bringDown, bringUp, conditionOf, logTails, memoryOf, placeOf } from './lifecycle.mjs';

/** @typedef {import('./component.mjs').Component} Component */

const known = components.map(({ name }) => name);
const usual = components.filter(({ byNameOnly }) => !byNameOnly);
/** Standard output is for the settings alone, so that a shell can evaluate it. */
const steps = stepsOn(process.stderr);

await runToExit(async () => {
  const { verb, names, wipe } = parseCommand(process.argv.slice(2), known);
  const named = components.filter(({ name }) => names.includes(name));
  const present = components.filter((component) => usual.includes(component) || memoryOf(component).processes.length > 0);
  if (verb === 'help')
    return print(
      stackHelp(
        known,
        known.filter((name) => !usual.some((one) => one.name === name)),
      ),
    );
  if (verb === 'env') return env(names.length ? inOrder(names, components) : present);
  if (verb === 'status') return status(names.length ? named : present);
  const wanted = names.length ? named : usual;
  const inTheirOrder = inOrder(
    wanted.map(({ name }) => name),
    components,
  );
  const work = () => (verb === 'up' ? up(inTheirOrder) : down(names.length ? named : components, wipe));
  return inTurn(join(dirname(stateFile), 'turn.lock'), work, (holder) => process.stderr.write(`waiting for the stack command ${holder} to finish\n`));
});

/** Starts what can be started; one that fails or cannot be had does not stop the others. @param {readonly Component[]} chosen */
async function up(chosen) {
  let worst = 0;
  for (const component of chosen) {
    try {
      await steps.run(component.name, (say) => bringUpOn(component, chosen, say), String);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      process.stderr.write(`${error.message}\n`);
      worst = worst === 1 || error.exitCode === 1 ? 1 : error.exitCode;
    }
  }
  print(envLines(await settingsOf(chosen)));
  return worst;
}

/** @param {Component} component @param {readonly Component[]} chosen @param {import('../local/steps.mjs').Say} say */
async function bringUpOn(component, chosen, say) {
  for (const needed of chosen.filter(({ name }) => component.needs.includes(name)))
    if ((await conditionOf(needed)) !== 'up') throw new Stop(`${component.name} needs ${needed.name}, which is not up.`);
  return bringUp(component, say);
}

/** @param {readonly Component[]} chosen @param {boolean} wipe */
async function down(chosen, wipe) {
  for (const component of chosen.toReversed()) await steps.run(component.name, () => bringDown(component, wipe), String);
  return 0;
}

/** @param {readonly Component[]} chosen */
async function status(chosen) {
  let allUp = true;
  for (const component of chosen) {
    const condition = await conditionOf(component);
    allUp &&= condition === 'up';
    print(`${component.name.padEnd(12)} ${condition.padEnd(14)} ${memoryOf(component).processes.length ? addressOf(component) : ''}`.trimEnd() + '\n');
    if (condition === 'died' || condition === 'not answering') print(`${logTails(component)}\n`);
  }
  return allUp ? 0 : 1;
}

/** @param {readonly Component[]} chosen */
async function env(chosen) {
  const settings = await settingsOf(chosen);
  print(envLines(settings));
  if (Object.keys(settings).length) return 0;
  throw new Stop(`Nothing of ${chosen.map(({ name }) => name).join(', ')} is up: npm run stack -- up`);
}

/** @param {readonly Component[]} chosen */
async function settingsOf(chosen) {
  /** @type {Record<string, string>} */
  const settings = {};
  for (const component of chosen) if ((await conditionOf(component)) === 'up') Object.assign(settings, component.env(placeOf(component)));
  return settings;
}

/** @param {string} text @returns {0} */
function print(text) {
  process.stdout.write(text);
  return 0;
}
