import { join } from 'node:path';
import { foreground } from './child.mjs';
import { onNeededNode } from './node-version.mjs';
import { root } from './places.mjs';
import { prepare } from './prepare.mjs';
import { stepsOn } from './steps.mjs';
import { runToExit } from './stop.mjs';

// `npm run keys -- rotate` and the like: one of the programs `services/*.command.ts`, with the same set-up as the product itself.
await runToExit(async () => {
  const [name = '', ...words] = process.argv.slice(2);
  const steps = stepsOn(process.stderr);
  const done = await onNeededNode(steps);
  if (done !== undefined) return done;
  await prepare(steps);
  const program = {
    command: process.execPath,
    args: ['--enable-source-maps', join(root, `services/dist/${name}.command.js`), ...words],
    env: process.env,
    cwd: root,
  };
  return foreground(program, { insist: true });
});
