import { ContactSchema } from '@rapport/contracts';
import { Records } from '@rapport/persistence';
import { callBy, seller } from './house.mjs';
import { draftOf } from './recorded.mjs';
import { peopleFrom } from './people.mjs';

const portion = 500;
const lanes = 3;
/** Who is in a loaded house: the same people each time, a smaller house has the first of them. */
export const crowd = 2026;

/**
 * Fills a house with made-up contacts through the product's own records, many to a transaction: sealed, findable, versioned, audited, and ranked by name.
 * Events are not said, since a full customer base has none waiting.
 * @param {import('./house.mjs').Rooms} rooms @param {number} count @param {(words: string) => void} say
 */
export async function loadContacts({ work, parts }, count, say) {
  const records = new Records(ContactSchema, parts);
  const people = peopleFrom(crowd);
  let [begun, done] = [0, 0];
  const lane = async () => {
    while (begun < count) {
      const batch = Array.from({ length: Math.min(portion, count - begun) }, () => people.next().value);
      begun += batch.length;
      await work.run(callBy(), async (tx) => {
        for (const person of batch) await records.insert(tx, recordOf(person));
      });
      done += batch.length;
      say(`loading contacts, ${done} of ${count}`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  say('putting names in order');
  await work.run(callBy(), (tx) => records.settle(tx, count));
}

/** @param {import('./people.mjs').Person} person */
function recordOf(person) {
  const { givenName, familyName } = person;
  return { ...draftOf(person), displayName: `${familyName} ${givenName}`, ownerId: seller.id, teamId: String(seller.teams[0]), source: 'bench' };
}
