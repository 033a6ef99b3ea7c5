import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stepsOn } from '../deploy/local/steps.mjs';
import { runToExit } from '../deploy/local/stop.mjs';
import { nats } from '../deploy/stack/components/nats.mjs';
import { postgres } from '../deploy/stack/components/postgres.mjs';
import { programsOf } from '../deploy/stack/home.mjs';
import { parseCommand, usage } from './command-line.js';
import { faults } from './faults/faults.table.js';
import { keep } from './report.js';
import { lifeWithout, safeties, type Safety } from './self-test.js';
import { Session } from './session.js';

const steps = stepsOn(process.stdout);
const lacking = [postgres, nats].filter((component) => !existsSync(join(programsOf(component), 'installed-version')));

await runToExit(async () => {
  const wanted = parseCommand(
    process.argv.slice(2),
    faults,
    safeties.map(({ name }) => name),
  );
  if (wanted.help) {
    print(usage);
    return 0;
  }
  const embedded = wanted.embedded || lacking.length > 0;
  const session = new Session({ ...wanted, steps, embedded });
  print(`Seed ${wanted.seed}; ${embedded ? 'the embedded database and broker' : 'PostgreSQL and NATS, services as separate processes'}`);
  try {
    const { selfTest } = wanted;
    const noticed = await testOfTests(session, embedded, selfTest ? safeties.filter(({ name }) => selfTest.includes(name)) : safeties.slice(0, 1));
    const held = await tryAll(session, wanted.faults, embedded);
    const all = [...noticed, ...held];
    const failed = all.filter((isGood) => !isGood).length;
    print(`\n${all.length - failed} passed, ${failed} failed`);
    return failed > 0 ? 1 : 0;
  } finally {
    await session.close();
  }
});

// What a broken trial left open must not keep the command from ending.
process.exit();

/** Takes safeties away, one after another; true for each that was missed. */
async function testOfTests(session: Session, embedded: boolean, chosen: readonly Safety[]): Promise<boolean[]> {
  if (embedded) {
    print('Not tried on the embedded parts: the test of the tests');
    return [];
  }
  const noticed: boolean[] = [];
  for (const safety of chosen) {
    const { findings } = await steps.run(
      'self-test',
      (say) => session.tryAlone(safety.fault, lifeWithout(safety), say),
      (verdict) => `without ${safety.name}: ${verdict.findings.length} findings`,
    );
    const found = safety.rules.filter((rule) => findings.some((finding) => finding.rule === rule));
    if (found.length === 0) print(`✗ ${safety.what}, and nobody noticed: expected ${safety.rules.join(' or ')} to be broken`);
    noticed.push(found.length > 0);
  }
  return noticed;
}

/** True for each fault that the product stood; those that need real parts are named where there are none. */
async function tryAll(session: Session, chosen: typeof faults, embedded: boolean): Promise<boolean[]> {
  const held: boolean[] = [];
  for (const fault of chosen) {
    if (fault.on !== 'any' && embedded) {
      print(`Not tried: ${fault.id}, ${fault.what}. It needs PostgreSQL and NATS${lacking.length > 0 ? ', which cannot be had on this machine' : ''}`);
      continue;
    }
    const row = await session.try(fault);
    if (!embedded) keep([row]);
    held.push(row.holds);
  }
  return held;
}

function print(words: string): void {
  process.stdout.write(`${words}\n`);
}
