import { ContactService } from '@rapport/contracts';
import { rpcClient } from '@rapport/messaging';
import pg from 'pg';
import { callBy, openHouse, seller } from './house.mjs';
import { peopleFrom, take } from './people.mjs';
import { recordingOf } from './replayed.mjs';
import { freshPlace } from './stage.mjs';

/** @typedef {import('./replayed.mjs').Statement} Statement @typedef {import('./replayed.mjs').Recording} Recording */

/** What the product sends to create each of so many contacts, taken down as it sends it. @param {number} count @returns {Promise<Recording[]>} */
export async function recordCreations(count) {
  const place = await freshPlace({ broker: false });
  const house = await openHouse(place);
  const contacts = rpcClient(ContactService, house.installation.rpc);
  const recorder = new Recorder();
  try {
    /** @param {import('./people.mjs').Person[]} people */
    const create = async (people) => {
      for (const person of people) await contacts.createContact(callBy(), { contact: draftOf(person) });
    };
    await create(take(peopleFrom(1), 1));
    recorder.start();
    await create(take(peopleFrom(2), count));
    return recorder.transactionsWith('insert into "contacts"').map((statements) => recordingOf(statements, [seller.id]));
  } finally {
    recorder.stop();
    await house.close();
    await place.remove();
  }
}

/** The contact as a request's message has it. @param {import('./people.mjs').Person} person */
export const draftOf = ({ email, phone, ...names }) => ({
  ...names,
  emails: [{ value: email, label: 'work', preferred: true }],
  phones: [{ value: phone, label: 'mobile', preferred: true }],
});

/** Listens to every client of this process, and puts each one's statements together into transactions. */
export class Recorder {
  #original = pg.Client.prototype.query;
  /** @type {Map<object, Statement[]>} */
  #open = new Map();
  /** @type {Statement[][]} */
  #done = [];

  start() {
    const [original, hear] = [this.#original, this.#hear.bind(this)];
    // @ts-expect-error: the overloads of `query` are many; all pass through.
    pg.Client.prototype.query = function query(...args) {
      hear(this, args);
      return Reflect.apply(original, this, args);
    };
  }

  stop() {
    pg.Client.prototype.query = this.#original;
  }

  /** @param {string} words */
  transactionsWith(words) {
    return this.#done.filter((statements) => statements.some(({ text }) => text.includes(words)));
  }

  /** @param {object} client @param {unknown[]} args */
  #hear(client, [query, values]) {
    if (typeof query !== 'string') return;
    const statements = this.#open.get(client) ?? [];
    statements.push({ text: query, ...(Array.isArray(values) && { values }) });
    this.#open.set(client, statements);
    if (!/\b(commit|rollback)$/.test(query)) return;
    this.#done.push(statements);
    this.#open.delete(client);
  }
}
