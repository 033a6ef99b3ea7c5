import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { accounts } from '@rapport/accounts';
import { migrate, migrateKeyring } from '@rapport/persistence';
import pg from 'pg';
import { openFloor } from './floor.mjs';
import { inTurns } from './pace.mjs';
import { startProgram } from './program.mjs';
import { recordCreations } from './recorded.mjs';
import { inSchema } from './replayed.mjs';
import { settled } from './settled.mjs';
import { freshPlace } from './stage.mjs';
import { median } from './statistics.mjs';

const widths = [1, 16];
const ms = 3000;
const floorSchema = 'bench-floor';

/** Contacts created through HTTP with a bearer token, against the very statements of a creation sent by bare `pg`. @type {import('./run.mjs').Bench} */
export async function contactCreate({ say, rounds }) {
  say('recording what a creation sends');
  const recordings = (await recordCreations(200)).map((recording) => inSchema(recording, 'accounts', 'bench_floor'));
  const place = await freshPlace();
  const program = await startProgram(place);
  const client = clientOf(program);
  try {
    await makeFloorSchema(place);
    const floor = await openFloor(place);
    const rows = [];
    for (const width of widths) {
      const sides = await inTurns({
        rounds,
        say: (words) => say(`${width} at once, ${words}`),
        ours: async () => {
          const perSecond = await client.create({ width, ms });
          await settled(place);
          return perSecond;
        },
        floor: async () => (await floor.replay(recordings, { width, ms, most: ms * 6 })).perSecond,
      });
      rows.push({ id: `contact-create-${width}`, unit: 'contacts/s', ours: median(sides.ours), floor: median(sides.floor), goal: { ratioAtLeast: 0.5 } });
    }
    await floor.close();
    return rows;
  } finally {
    await client.close();
    await program.stop();
    await place.remove();
  }
}

/** The same tables once more, which nothing relays, chains or sweeps. @param {import('./stage.mjs').Place} place */
async function makeFloorSchema({ database }) {
  const pool = new pg.Pool({ ...database, max: 2 });
  const db = { kind: /** @type {const} */ ('server'), pool, close: () => pool.end() };
  await migrate(db, { service: floorSchema, folder: accounts.migrations });
  await migrateKeyring(db, [floorSchema]);
  await db.close();
}

/** Somebody who creates contacts over so many connections for a while. @param {import('./program.mjs').Program} program */
function clientOf({ url, token }) {
  const worker = new Worker(new URL('creating.worker.mjs', import.meta.url), { execArgv: [], workerData: { url, token } });
  return {
    /** @param {{ width: number, ms: number }} pace @returns {Promise<number>} contacts a second */
    create: async (pace) => {
      worker.postMessage(pace);
      const [{ perSecond, failure }] = await once(worker, 'message');
      if (failure !== undefined) throw new Error(failure);
      return perSecond;
    },
    close: () => worker.terminate(),
  };
}
