import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../deploy/local/places.mjs';
import type { RealHouse } from './real.house.js';

/** Runs a command of an operator (`npm run outbox`, `npm run dlq` …) against a house; true when it ended well. */
export async function runCommand(house: RealHouse, name: string, words: readonly string[]): Promise<boolean> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [join(root, `services/dist/${name}.command.js`), ...words], {
    env: { PATH, HOME, ...house.settings, RAPPORT_DATA: join(house.folder, 'operator') },
    cwd: root,
    stdio: 'ignore',
  });
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0)));
}
