import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../deploy/local/places.mjs';
import type { RealHouse } from './real.house.js';

/** Runs a command of an operator (`npm run outbox`, `npm run dlq` …) against a house; what went wrong in its own words, nothing when it ended well. */
export async function troubleOf(house: RealHouse, name: string, words: readonly string[]): Promise<string | undefined> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [join(root, `services/dist/${name}.command.js`), ...words], {
    env: { PATH, HOME, ...house.settings, RAPPORT_DATA: join(house.folder, 'operator') },
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (said += String(piece)));
  return new Promise((resolve) => child.once('close', (code) => resolve(code === 0 ? undefined : `exit code ${code}, ${said.slice(-500)}`)));
}
