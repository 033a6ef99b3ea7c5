// npm run release:mark: what is built now becomes the released version, which every later change must be able to work beside.
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onNeededNode } from '../local/node-version.mjs';
import { root } from '../local/places.mjs';
import { prepare } from '../local/prepare.mjs';
import { stepsOn } from '../local/steps.mjs';
import { runToExit } from '../local/stop.mjs';
import { run } from '../stack/run.mjs';

const kept = ['dist', 'package.json', 'migrations', 'keyring'];
const leftOut = ['*.map', '.build-stamp', '*.spec.js'].map((name) => `--exclude=${name}`);
/** The same files give the same bytes, whoever packs them. */
const sameBytes = ['--sort=name', '--mtime=2000-01-01', '--owner=0', '--group=0', '--numeric-owner'];

await runToExit(async () => {
  const steps = stepsOn(process.stdout);
  const done = await onNeededNode(steps);
  if (done !== undefined) return done;
  await prepare(steps);
  const packages = ['libs', 'services'].flatMap((room) => readdirSync(join(root, room)).map((name) => `${room}/${name}`));
  const places = packages.filter((name) => !['services/dist', 'services/portal'].includes(name)).flatMap((name) => kept.map((part) => `${name}/${part}`));
  const folder = mkdtempSync(join(tmpdir(), 'rapport-release-'));
  const file = join(folder, 'program.tgz');
  await steps.run('Program', () =>
    run({
      command: 'tar',
      args: [
        ...sameBytes,
        ...leftOut,
        '-czf',
        file,
        'services/dist',
        'deploy/keycloak/rapport-realm.json',
        ...places.filter((place) => existsSync(join(root, place))),
      ],
      cwd: root,
    }),
  );
  copyFileSync(file, join(import.meta.dirname, 'program.tgz'));
  rmSync(folder, { recursive: true });
  await steps.run('Contracts', () => run({ command: process.execPath, args: ['proto/contracts.mjs', '--release'], cwd: root }));
  process.stdout.write('deploy/release/program.tgz and proto/released.binpb are what is here now; commit them together, and tag the commit.\n');
  return 0;
});
