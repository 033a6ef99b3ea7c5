import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The folder of the released program, unpacked from `deploy/release/program.tgz`: its own libs, and the packages that are installed here. */
export function releasedProgram(): string {
  const file = join(root, 'deploy/release/program.tgz');
  const name = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
  const folder = join(root, 'node_modules/.cache/rapport', `released-${name}`);
  if (existsSync(folder)) return folder;
  const fresh = `${folder}.${process.pid}`;
  mkdirSync(join(fresh, 'node_modules/@rapport'), { recursive: true });
  execFileSync('tar', ['-xzf', file, '-C', fresh]);
  for (const room of ['libs', 'services'])
    for (const member of readdirSync(join(fresh, room)).filter((one) => existsSync(join(fresh, room, one, 'package.json'))))
      symlinkSync(`../../${room}/${member}`, join(fresh, 'node_modules/@rapport', member));
  try {
    renameSync(fresh, folder);
  } catch (thrown) {
    // Another spec was quicker.
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(folder)) throw thrown;
  }
  return folder;
}
