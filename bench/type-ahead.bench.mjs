import { SearchService } from '@rapport/contracts';
import { rpcClient } from '@rapport/messaging';
import { openFloor } from './floor.mjs';
import { callBy } from './house.mjs';
import { each, inTurns } from './pace.mjs';
import { makePlainCopy, plainSearch, typedHits, typedMisses } from './plain-copy.mjs';
import { median, percentile } from './statistics.mjs';

const sizes = [10_000, 100_000];
const asked = 240;

/** What a person waits for while typing, at the service, against trigram search in a plaintext copy. @type {import('./run.mjs').Bench} */
export async function typeAhead({ say, rounds, stock }) {
  const rows = [];
  for (const size of sizes) {
    const { place, house } = await stock.open(size, say);
    const search = rpcClient(SearchService, house.installation.rpc);
    const suggest = (/** @type {string} */ typed) => search.suggest(callBy(), { typed, limit: 10 });
    const floor = await openFloor(place);
    try {
      say(`copying ${size} contacts in the clear`);
      await makePlainCopy(floor, size);
      for (const [what, typed] of Object.entries({ hits: typedHits(size, asked), misses: typedMisses(asked) })) {
        await assertFound(typed, what === 'hits', suggest);
        const sides = await inTurns({
          rounds,
          say: (words) => say(`${what} at ${size}, ${words}`),
          ours: async () => percentile(await each(typed, suggest), 0.95),
          floor: async () =>
            percentile(
              (
                await floor.ask(
                  plainSearch,
                  typed.map((text) => [`%${text}%`]),
                )
              ).times,
              0.95,
            ),
        });
        rows.push({
          id: `type-ahead-${what}-${size / 1000}k`,
          unit: 'ms (p95)',
          ours: median(sides.ours),
          floor: median(sides.floor),
          goal: { ratioAtMost: 2, oursAtMost: 5 },
        });
      }
    } finally {
      await floor.close();
    }
  }
  return rows;
}

/** Fast answers count only when they are right. @param {readonly string[]} typed @param {boolean} hit @param {(typed: string) => Promise<{ suggestions: readonly unknown[] }>} suggest */
async function assertFound(typed, hit, suggest) {
  for (const text of typed) {
    const { suggestions } = await suggest(text);
    if (suggestions.length > 0 !== hit) throw new Error(`“${text}” finds ${suggestions.length} contacts`);
  }
}
