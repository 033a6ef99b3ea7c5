// Checks the contracts, offline: `npm run contracts`. `--release` renews the image that changes are compared with: `npm run contracts:release`.
import { join, relative } from 'node:path';
import { breaking, drift, lint } from './generate/checks.mjs';
import { buf } from './generate/buf.mjs';

const proto = import.meta.dirname;
const released = join(proto, 'released.binpb');

if (process.argv.includes('--release')) {
  buf(proto, ['build', '--exclude-source-info', '-o', released]);
  console.log('proto/released.binpb is what the contracts are now.');
} else {
  const made = { gen: join(proto, '../libs/contracts/src/gen'), page: join(proto, 'EVENTS.md'), goldens: join(proto, 'golden') };
  const stale = drift(proto, made).map((file) => `${relative(join(proto, '..'), file)} is not what the contracts give: npm run generate`);
  const wrong = [...lint(proto), ...breaking(proto, released), ...stale];
  for (const line of wrong) console.error(line);
  console.log(wrong.length === 0 ? 'Contracts: lint, compatibility and generated files are in order.' : `Contracts: ${wrong.length} to mend.`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}
