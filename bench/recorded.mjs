import { randomUUID } from 'node:crypto';
import { ContactService } from '@rapport/contracts';
import { rpcClient } from '@rapport/messaging';
import pg from 'pg';
import { callBy, openHouse, seller } from './house.mjs';
import { peopleFrom, take } from './people.mjs';
import { freshPlace } from './stage.mjs';

/**
 * The statements of one transaction as they went to the database, and the ids that it made up.
 * @typedef {{ text: string, values?: unknown[] }} Statement
 * @typedef {{ statements: Statement[], ids: string[] }} Recording
 */

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** What the product sends to create each of so many contacts, taken down as it sends it. @param {number} count @returns {Promise<Recording[]>} */
export async function recordCreations(count) {
  const place = await freshPlace({ broker: false });
  const house = await openHouse(place);
  const contacts = rpcClient(ContactService, house.installation.rpc);
  const recorder = new Recorder();
  try {
    await contacts.createContact(callBy(), { contact: draftOf(take(peopleFrom(1), 1)[0]) });
    recorder.start();
    for (const person of take(peopleFrom(2), count)) await contacts.createContact(callBy(), { contact: draftOf(person) });
    return recorder.transactionsWith('insert into "contacts"').map(recordingOf);
  } finally {
    recorder.stop();
    await house.close();
    await place.remove();
  }
}

/** The same statements for another schema, with ids of their own: as many bytes, other rows. @param {Recording} recording @returns {Statement[]} */
export function replayed({ statements, ids }) {
  const fresh = new Map(ids.map((id) => [id, randomUUID()]));
  const renew = (/** @type {string} */ text) => text.replaceAll(uuids, (id) => fresh.get(id) ?? id);
  return statements.map(({ text, values }) => ({ text: renew(text), ...(values && { values: values.map((value) => (typeof value === 'string' ? renew(value) : value)) }) }));
}

/** The contact as a request's message has it. @param {import('./people.mjs').Person} person */
export const draftOf = ({ email, phone, ...names }) => ({ ...names, emails: [{ value: email, label: 'work' }], phones: [{ value: phone, label: 'mobile' }] });

/** @param {Statement[]} statements @returns {Recording} */
function recordingOf(statements) {
  const found = statements.flatMap(({ text, values = [] }) => [text, ...values].flatMap((part) => (typeof part === 'string' ? (part.match(uuids) ?? []) : [])));
  return { statements, ids: [...new Set(found)].filter((id) => id !== seller.id) };
}

/** Listens to every client of this process, and puts each one's statements together into transactions. */
class Recorder {
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
