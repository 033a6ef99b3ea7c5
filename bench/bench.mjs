import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { foreground } from '../deploy/local/child.mjs';
import { onNeededNode } from '../deploy/local/node-version.mjs';
import { root } from '../deploy/local/places.mjs';
import { prepare } from '../deploy/local/prepare.mjs';
import { stepsOn } from '../deploy/local/steps.mjs';
import { runToExit } from '../deploy/local/stop.mjs';

await runToExit(async () => {
  const steps = stepsOn(process.stdout);
  const done = await onNeededNode(steps);
  if (done !== undefined) return done;
  await prepare(steps);
  // Instrumented as the product is; what is bare runs in threads without.
  const traced = pathToFileURL(join(root, 'libs/telemetry/dist/preload.js')).href;
  return foreground(
    {
      command: process.execPath,
      args: ['--enable-source-maps', '--import', traced, join(root, 'bench/run.mjs'), ...process.argv.slice(2)],
      env: process.env,
      cwd: root,
    },
    { insist: true },
  );
});
