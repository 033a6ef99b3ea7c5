import { inTurns } from './pace.mjs';
import { openSide } from './side.mjs';
import { median } from './statistics.mjs';

const widths = [1, 16, 64];
const ms = 1500;

/** A typed call to another service with all that stands around it, against a raw request of the same bytes, each side in a process of its own. @type {import('./run.mjs').Bench} */
export async function rpc({ say, rounds }) {
  const onNats = Boolean(process.env['NATS_URL']);
  const [ours, floor] = [await openSide('rpc-ours.side.mjs', { instrumented: true }), await openSide('rpc-floor.side.mjs', { instrumented: false })];
  const rows = [];
  try {
    for (const width of widths) {
      const spent = { ours: /** @type {number[]} */ ([]), floor: /** @type {number[]} */ ([]) };
      /** @param {'ours' | 'floor'} side @param {import('./side.mjs').Side} from */
      const turn = async (side, from) => {
        const { perSecond, cpuUs } = await from.turn({ width, ms });
        spent[side].push(cpuUs);
        return perSecond;
      };
      const sides = await inTurns({
        rounds,
        say: (words) => say(`${width} at once, ${words}`),
        ours: () => turn('ours', ours),
        floor: () => turn('floor', floor),
      });
      rows.push({ id: `rpc-${width}`, unit: 'calls/s', ours: median(sides.ours), floor: median(sides.floor), goal: onNats ? { ratioAtLeast: 0.7 } : {} });
      rows.push({ id: `rpc-cpu-${width}`, unit: 'µs/call', ours: median(spent.ours.slice(1)), floor: median(spent.floor.slice(1)), goal: {} });
    }
  } finally {
    await ours.close();
    await floor.close();
  }
  return rows;
}
