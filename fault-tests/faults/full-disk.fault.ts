import { setTimeout as pause } from 'node:timers/promises';
import type { Fault, Stage } from '../fault.js';
import type { RealHouse } from '../parts/real.house.js';
import { SmallDisk } from '../parts/small-disk.js';

const fullMs = 5000;
const spareMb = 48;

/** The disk under the broker is full, then the one under the database: commands are refused or wait, nothing is spoilt, and all goes on when there is room. */
export const fullDisk: Fault = {
  id: 'F15',
  what: 'a full disk under the broker, and under the database',
  on: 'real',
  rounds: 2,
  restMs: 120_000,
  async strike(stage) {
    for (let round = 0; round < stage.rounds; round += 1) {
      stage.say(`round ${round + 1}: a small disk under the ${round % 2 === 0 ? 'broker' : 'database'}`);
      const filled = await (round % 2 === 0 ? fillUnder(stage, stage.house.broker, 'jetstream') : fillUnder(stage, stage.house.database, 'cluster'));
      stage.bit(round, 'MB that filled the disk', filled);
    }
  },
};

/** Answers how many megabytes filled it; nothing where this account may not mount a disk, which is no evidence. */
async function fillUnder({ house, load, say, expect }: Stage<RealHouse>, part: RealHouse['broker'], folder: string): Promise<number> {
  const disk = await SmallDisk.under(part, folder, spareMb);
  if (!disk) {
    say('not tried: this account may not mount a small disk');
    return 0;
  }
  try {
    await load.advances(20, 30_000);
    say(`the disk of ${part.name} is full`);
    const filled = disk.fill();
    await pause(fullMs);
    disk.free();
    if (!part.isUp) await part.start();
    expect(`clients are answered again when ${part.name} has room`, await load.advances(20, 40_000));
    return filled;
  } finally {
    await load.hold();
    await disk.remove();
    await house.heal();
    load.goOn();
  }
}
