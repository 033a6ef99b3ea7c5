import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { foreground } from './child.mjs';
import { claimDataFolder, dataFolderOf, resetData } from './data-folder.mjs';
import { startFlags, startHelp } from './flags.mjs';
import { onNeededNode } from './node-version.mjs';
import { root } from './places.mjs';
import { prepare } from './prepare.mjs';
import { stepsOn } from './steps.mjs';
import { runToExit, Stop } from './stop.mjs';

await runToExit(async () => {
  const { help, reset } = startFlags(process.argv.slice(2));
  if (help) {
    process.stdout.write(startHelp);
    return 0;
  }
  const steps = stepsOn(process.stdout);
  const done = await onNeededNode(steps);
  if (done !== undefined) return done;
  const data = dataFolderOf(process.env);
  if (reset) await steps.run('Start over', () => resetData(data), String);
  claimDataFolder(data);
  await prepare(steps);
  return runServices();
});

async function runServices() {
  const main = join(root, 'services/dist/main.js');
  const preload = join(root, 'libs/telemetry/dist/preload.js');
  if (!existsSync(main)) throw new Stop('There is nothing to run: services/main.ts is missing.');
  const traced = existsSync(preload) ? ['--import', pathToFileURL(preload).href] : [];
  const services = { command: process.execPath, args: ['--enable-source-maps', ...traced, main], env: process.env, cwd: root };
  return foreground(services, { insist: true, leash: true });
}
