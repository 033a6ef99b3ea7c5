import { ContactService } from '@rapport/contracts';
import { rpcClient } from '@rapport/messaging';
import { callBy } from './house.mjs';
import { each, inTurns } from './pace.mjs';
import { median, percentile } from './statistics.mjs';

const pages = Array.from({ length: 60 });

/** Whole records, and those columns alone that a screen of people has. */
const kinds = { 'list-by-name': '', 'list-by-name-columns': 'display_name,job_title,emails,phones,standing' };

/** A page of 50 contacts by name among 100 k, against the same among 10 k: what it costs must not grow with the table. @type {import('./run.mjs').Bench} */
export async function list({ say, rounds, stock }) {
  const [few, many] = [await stock.open(10_000, say), await stock.open(100_000, say)];
  const rows = [];
  for (const [id, fields] of Object.entries(kinds)) {
    const sides = await inTurns({
      rounds: rounds * 2,
      say: (words) => say(`${id}, ${words}`),
      ours: await lister(many, fields),
      floor: await lister(few, fields),
    });
    rows.push({ id, unit: 'ms (median)', ours: median(sides.ours), floor: median(sides.floor), goal: { ratioAtMost: 1.2, oursAtMost: 5 } });
  }
  return rows;
}

/** @param {{ house: import('./house.mjs').House }} open @param {string} fields */
async function lister({ house }, fields) {
  const contacts = rpcClient(ContactService, house.installation.rpc);
  const asked = { orderBy: 'display_name', pageSize: 50, fields };
  const first = await contacts.listContacts(callBy(), asked);
  if (first.contacts.length !== 50) throw new Error(`A page of 50 has ${first.contacts.length} contacts`);
  /** Pages from all over the table: the next is where the last one ended. */
  let pageToken = '';
  const page = async () => {
    ({ nextPageToken: pageToken } = await contacts.listContacts(callBy(), { ...asked, pageToken }));
  };
  return async () => percentile(await each(pages, page), 0.5);
}
