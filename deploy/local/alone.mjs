import { join } from 'node:path';
import { toolsFolder } from './places.mjs';
import { inTurn } from './turn.mjs';

/**
 * Does a launcher's work while no other launcher of this repository works; whoever waited should look first whether it is done.
 * @template T
 * @param {import('./steps.mjs').Say} say
 * @param {(say: import('./steps.mjs').Say) => Promise<T>} work
 */
export const alone = (say, work) =>
  inTurn(
    join(toolsFolder, 'launcher.lock'),
    () => work(say),
    (holder) => say(`waiting for the launcher ${holder} to finish`),
  );
