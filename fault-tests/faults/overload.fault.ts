import { readFileSync } from 'node:fs';
import type { Fault, Stage } from '../fault.js';
import { Flood } from '../load/flood.js';
import { quantile } from '../load/quantile.js';
import type { Process } from '../parts/process.js';
import type { RealHouse } from '../parts/real.house.js';

const times = 5;
const floodMs = 60_000;
const mostGrownMb = 400;
const soonMs = 60_000;

/** A minute of five times what the service can do: most is refused early and told when to come again, memory stays bounded, and afterwards all is as before. */
export const overload: Fault = {
  id: 'F18',
  what: `${times} times the capacity for ${floodMs / 1000} s`,
  on: 'real',
  rounds: 1,
  restMs: 240_000,
  async strike(stage) {
    for (let round = 0; round < stage.rounds; round += 1) await flood(stage, round);
  },
};

async function flood({ house, load, caller, run, say, expect, bit }: Stage<RealHouse>, round: number): Promise<void> {
  const waters = new Flood(caller, `${run}-${round}`);
  const capacity = await waters.capacity(32, 8000);
  waters.acceptedMs.length = 0;
  const memory = new Memory([house.door, ...house.accounts]);
  say(`round ${round + 1}: capacity ${capacity.toFixed(0)}/s, ${memory.mb} MB; ${times} times that for ${floodMs / 1000} s`);
  memory.watch();
  await waters.pour(Math.max(50, capacity * times), floodMs);
  const { early, late } = memory.end();
  const began = Date.now();
  expect('clients are answered again within a minute', await load.advances(20, soonMs));
  const { acceptedMs, refusedMs, rude, late: tooLate, broken } = waters;
  const told = `${acceptedMs.length} accepted (p99 ${quantile(acceptedMs, 0.99)} ms), ${refusedMs.length} refused (p50 ${quantile(refusedMs, 0.5)} ms)`;
  say(`round ${round + 1}: ${told}, ${tooLate} too late; memory ${memory.mb} MB before, most ${early} and then ${late}; normal after ${Date.now() - began} ms`);
  bit(round, `refused (${told}, ${tooLate} too late, memory ${memory.mb} MB before and at most ${Math.max(early, late)})`, refusedMs.length);
  expect(`every refusal says when to come again (${rude} did not)`, rude === 0);
  expect(`a refusal comes sooner than an answer (${quantile(refusedMs, 0.5)} ms)`, quantile(refusedMs, 0.5) < quantile(acceptedMs, 0.99));
  expect(`memory is bounded (${memory.mb} MB before, ${Math.max(early, late)} MB at most)`, Math.max(early, late) < memory.mb + mostGrownMb);
  expect(`memory does not go on growing (${early} MB, later ${late} MB)`, late < early * 1.25);
  expect(`nothing breaks (${broken} did)`, broken === 0);
}

/** The resident memory of processes together, once a second. */
class Memory {
  /** When it began, in megabytes. */
  readonly mb: number;
  private readonly seen: number[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly processes: readonly Process[]) {
    this.mb = this.now();
  }

  watch(): void {
    this.timer = setInterval(() => this.seen.push(this.now()), 1000);
  }

  /** The most of the first half, and of the second. */
  end(): { early: number; late: number } {
    clearInterval(this.timer);
    const half = Math.ceil(this.seen.length / 2);
    return { early: Math.max(this.mb, ...this.seen.slice(0, half)), late: Math.max(0, ...this.seen.slice(half)) };
  }

  private now(): number {
    const kb = this.processes.map(({ program }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${program.pid}/status`, 'utf8'))?.[1] ?? 0));
    return Math.round(kb.reduce((sum, one) => sum + one, 0) / 1024);
  }
}
