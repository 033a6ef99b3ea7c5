/** What a drill found: each check is one line, and a failed one says what was seen. */
export class Findings {
  passed = 0;
  failed = 0;

  /** @param {string} what a sentence that holds @param {boolean} holds @param {string} [seen] */
  check(what, holds, seen = '') {
    if (holds) this.passed += 1;
    else this.failed += 1;
    process.stdout.write(`${holds ? '✓' : '✗'} ${what}${seen ? `: ${seen}` : ''}\n`);
  }
}

/**
 * Does something for each item, a few at once; answers the results in order.
 * @template T, R
 * @param {readonly T[]} items
 * @param {(item: T) => Promise<R>} work
 */
export async function eachOf(items, work) {
  /** @type {R[]} */
  const results = [];
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(/** @type {T} */ (items[at]));
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return results;
}
