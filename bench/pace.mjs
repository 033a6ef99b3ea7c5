/**
 * Does something over and over, so many at once, for a while. Closed loop: the next begins when one ends.
 * @param {{ width: number, ms: number }} pace
 * @param {() => Promise<unknown>} once
 * @returns {Promise<{ perSecond: number, times: number[] }>} times in milliseconds
 */
export async function forMs({ width, ms }, once) {
  const times = /** @type {number[]} */ ([]);
  const began = performance.now();
  const lane = async () => {
    while (performance.now() - began < ms) {
      const started = performance.now();
      await once();
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
  return { perSecond: (times.length / (performance.now() - began)) * 1000, times };
}

/** How long each of some things takes, one after another, in milliseconds. @template T @param {readonly T[]} things @param {(thing: T) => Promise<unknown>} once */
export async function each(things, once) {
  const times = /** @type {number[]} */ ([]);
  for (const thing of things) {
    const started = performance.now();
    await once(thing);
    times.push(performance.now() - started);
  }
  return times;
}

/**
 * Two things measured in turn, A B A B, so that what slows the machine for a while slows both.
 * The first round warms up and is not counted.
 * @param {{ rounds: number, ours: (round: number) => Promise<number>, floor: (round: number) => Promise<number>, say: (words: string) => void }} sides
 */
export async function inTurns({ rounds, ours, floor, say }) {
  const results = { ours: /** @type {number[]} */ ([]), floor: /** @type {number[]} */ ([]) };
  for (let round = 0; round <= rounds; round += 1) {
    say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
    const [own, bare] = [await ours(round), await floor(round)];
    if (round === 0) continue;
    results.ours.push(own);
    results.floor.push(bare);
  }
  return results;
}
