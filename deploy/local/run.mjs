import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { alone } from './alone.mjs';
import { foreground } from './child.mjs';
import { onNeededNode } from './node-version.mjs';
import { installPackages } from './packages.mjs';
import { root } from './places.mjs';
import { stepsOn } from './steps.mjs';
import { runToExit } from './stop.mjs';

const source = pathToFileURL(join(root, 'deploy/checks/source.mjs')).href;

// `npm run generate`, `npm run check`: programs of the repository that need no build, one after another until one fails, under the Node that they need.
// What stands after `--` is for each of them.
await runToExit(async () => {
  const given = process.argv.slice(2);
  const end = given.indexOf('--');
  const [programs, words] = end < 0 ? [given, []] : [given.slice(0, end), given.slice(end + 1)];
  const steps = stepsOn(process.stderr);
  const done = await onNeededNode(steps);
  if (done !== undefined) return done;
  await steps.run('Packages', (say) => alone(say, installPackages), String);
  for (const program of programs) {
    const args = ['--import', source, join(root, program), ...words];
    const code = await foreground({ command: process.execPath, args, env: process.env, cwd: root }, { insist: true });
    if (code !== 0) return code;
  }
  return 0;
});
