import { contactCreate } from './contact-create.bench.mjs';
import { eventDelivery } from './event-delivery.bench.mjs';
import { list } from './list.bench.mjs';
import { outboxRelay } from './outbox-relay.bench.mjs';
import { portalScroll } from './portal-scroll.bench.mjs';
import { portalTypeAhead } from './portal-type-ahead.bench.mjs';
import { commit, keep, lineOf, resultOf } from './results.mjs';
import { retrieval } from './retrieval.bench.mjs';
import { rpc } from './rpc.bench.mjs';
import { engines } from './stage.mjs';
import { start } from './start.bench.mjs';
import { Stock } from './stock.mjs';
import { typeAhead } from './type-ahead.bench.mjs';
import { stepsOn } from '../deploy/local/steps.mjs';

/**
 * One benchmark: measures and answers one or more rows.
 * @typedef {{ say: (words: string) => void, rounds: number, stock: Stock }} BenchNeeds
 * @typedef {(needs: BenchNeeds) => Promise<import('./results.mjs').Measured[]>} Bench
 * @type {Readonly<Record<string, Bench>>}
 */
const benches = {
  'contact-create': contactCreate,
  rpc,
  'outbox-relay': outboxRelay,
  'event-delivery': eventDelivery,
  'portal-scroll': portalScroll,
  'portal-type-ahead-10k': portalTypeAhead(10_000),
  'type-ahead': typeAhead,
  list,
  retrieval,
  start,
  'portal-type-ahead-100k': portalTypeAhead(100_000),
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((id) => !(id in benches));
if (unknown !== undefined) {
  process.stderr.write(`There is no benchmark “${unknown}”; there are ${Object.keys(benches).join(', ')}.\n`);
  process.exit(1);
}

const run = { ...(await engines()), commit: commit() };
process.stdout.write(`Measured on ${run.database} and the ${run.broker} broker, commit ${run.commit}\n`);
const steps = stepsOn(process.stdout);
const stock = new Stock();
const results = [];
try {
  for (const [id, bench] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(id)) continue;
    const measured = await steps.run(
      id,
      (say) => bench({ say, rounds: 5, stock }),
      () => '',
    );
    const rows = measured.map((one) => resultOf(one, run));
    for (const row of rows) process.stdout.write(`  ${lineOf(row)}\n`);
    results.push(...rows);
    keep(rows);
  }
} finally {
  await stock.remove();
}
const missed = results.filter(({ holds }) => holds === false).length;
process.stdout.write(`${results.length} measurements, ${missed} beyond their goal; kept in bench/results.json\n`);
process.exit(0);
