import { UuidIds } from '@rapport/kernel';

/**
 * The statements of one transaction as they went to the database, and the ids that it made up.
 * @typedef {{ text: string, values?: unknown[] }} Statement
 * @typedef {{ statements: Statement[], ids: string[] }} Recording
 */

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** As the product makes them, in the order of time: random ones would cost the indexes more. */
const fresher = new UuidIds();

/** A transaction taken down; `known` are ids that every one of its kind has. @param {Statement[]} statements @param {readonly string[]} known @returns {Recording} */
export function recordingOf(statements, known) {
  const found = statements.flatMap(({ text, values = [] }) => [text, ...values].flatMap((part) => (typeof part === 'string' ? (part.match(uuids) ?? []) : [])));
  return { statements, ids: [...new Set(found)].filter((id) => !known.includes(id)) };
}

/** The same transaction with ids of its own: as many bytes, other rows. @param {Recording} recording @returns {Statement[]} */
export function replayed({ statements, ids }) {
  const fresh = new Map(ids.map((id) => [id, fresher.next()]));
  const renew = (/** @type {string} */ text) => text.replaceAll(uuids, (id) => fresh.get(id) ?? id);
  return statements.map(({ text, values }) => ({
    text: renew(text),
    ...(values && { values: values.map((value) => (typeof value === 'string' ? renew(value) : value)) }),
  }));
}

/** The same transaction in another service's schema and role. @param {Recording} recording @param {string} from @param {string} to @returns {Recording} */
export function inSchema({ statements, ids }, from, to) {
  const move = (/** @type {string} */ text) => text.replaceAll(`"${from}"`, `"${to}"`).replaceAll(`"rapport_${from}"`, `"rapport_${to}"`);
  return { statements: statements.map((statement) => ({ ...statement, text: move(statement.text) })), ids };
}
