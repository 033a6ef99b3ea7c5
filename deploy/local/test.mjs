import { runJest } from './jest-run.mjs';
import { onNeededNode } from './node-version.mjs';
import { prepare } from './prepare.mjs';
import { stepsOn } from './steps.mjs';
import { runToExit } from './stop.mjs';

await runToExit(async () => {
  const steps = stepsOn(process.stdout);
  const done = await onNeededNode(steps);
  if (done !== undefined) return done;
  await prepare(steps);
  return runJest(process.argv.slice(2));
});
