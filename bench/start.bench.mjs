import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openFloor } from './floor.mjs';
import { each } from './pace.mjs';
import { plainSearch, typedHits } from './plain-copy.mjs';
import { connections } from './asking.mjs';
import { startProgram } from './program.mjs';
import { median, percentile } from './statistics.mjs';

const size = 100_000;

/** The whole product started again on 100 k contacts, against a bare process that opens the same database; and two requests through its front door. @type {import('./run.mjs').Bench} */
export async function start({ say, rounds, stock }) {
  const place = await stock.closed(size, say);
  const bare = /** @type {{ ms: number, bytes: number }[]} */ ([]);
  const full = /** @type {{ ms: number, bytes: number }[]} */ ([]);
  for (let round = 0; round <= Math.min(rounds, 3); round += 1) {
    say(round === 0 ? 'starting a first time' : `starting again, round ${round}`);
    const program = await startProgram(place);
    full.push({ ms: program.startedMs, bytes: program.residentBytes() });
    await program.stop();
    bare.push(await openBarely(place));
  }
  /** @param {{ ms: number, bytes: number }[]} rounds @param {'ms' | 'bytes'} what */
  const middle = (rounds, what) => median(rounds.slice(1).map((one) => one[what]));
  return [
    { id: 'start', unit: 's', ours: middle(full, 'ms') / 1000, floor: middle(bare, 'ms') / 1000, goal: { oursAtMost: 10 } },
    { id: 'start-memory', unit: 'MiB', ours: middle(full, 'bytes') / 2 ** 20, floor: middle(bare, 'bytes') / 2 ** 20, goal: {} },
    ...(await throughTheDoor(place, say)),
  ];
}

/** For orientation: the same through HTTP. @param {import('./stage.mjs').Place} place @param {(words: string) => void} say */
async function throughTheDoor(place, say) {
  const program = await startProgram(place);
  const floor = await openFloor(place);
  const agent = connections(1);
  const typed = typedHits(size, 200);
  const ok = async (/** @type {Promise<{ status: number, text: string }>} */ asked) => {
    const { status, text } = await asked;
    if (status !== 200) throw new Error(`The product answered ${status}: ${text.slice(0, 300)}`);
  };
  try {
    say('through the front door');
    const suggest = (/** @type {string} */ text) => ok(program.post('/v1/suggest', { typed: text, limit: 10 }, agent));
    await each(typed, suggest);
    const suggested = await each(typed, suggest);
    const plain = await floor
      .ask(
        plainSearch,
        typed.map((text) => [`%${text}%`]),
      )
      .catch(() => undefined);
    const page = () => ok(program.get('/v1/contacts?order_by=display_name&page_size=50', agent));
    await each(typed.slice(0, 50), page);
    const listed = await each(typed.slice(0, 100), page);
    return [
      { id: 'type-ahead-http-100k', unit: 'ms (p95)', ours: percentile(suggested, 0.95), floor: plain && percentile(plain.times, 0.95), goal: {} },
      { id: 'list-http-100k', unit: 'ms (median)', ours: percentile(listed, 0.5), floor: undefined, goal: {} },
    ];
  } finally {
    agent.destroy();
    await floor.close();
    await program.stop();
  }
}

/** @param {import('./stage.mjs').Place} place @returns {Promise<{ ms: number, bytes: number }>} */
async function openBarely({ data, env }) {
  const began = performance.now();
  const child = spawn(process.execPath, [new URL('bare-open.mjs', import.meta.url).pathname], {
    env: { ...process.env, BENCH_DATA: data, DATABASE_URL: env['DATABASE_URL'] ?? '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout, 'data');
  const ms = performance.now() - began;
  if (child.exitCode === null) await once(child, 'exit');
  return { ms, bytes: Number(said) };
}
