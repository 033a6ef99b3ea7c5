import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stepsOn } from '../deploy/local/steps.mjs';
import { home } from '../deploy/stack/home.mjs';
import { RealHouse } from './parts/real.house.js';
import { EmbeddedHouse } from './parts/embedded.house.js';
import { faults } from './faults/faults.table.js';
import { tryFault } from './trial.js';

const folder = join(home, `faults-${process.pid}`);
mkdirSync(folder, { recursive: true, mode: 0o755 });
const steps = stepsOn(process.stdout);
const embedded = process.argv.includes('--embedded');
const house = await steps.run('house', (say) => (embedded ? EmbeddedHouse : RealHouse).open(folder, say), () => '');
try {
  for (const fault of faults) {
    if (fault.on === 'real' && embedded) continue;
    if (process.argv[2] && !process.argv.includes(fault.id)) continue;
    const { row, findings } = await steps.run(fault.id, (say) => tryFault(fault, { house, seed: 42, rounds: fault.rounds, folder, say }), () => fault.what);
    console.log(row, findings.slice(0, 10));
  }
} finally {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
