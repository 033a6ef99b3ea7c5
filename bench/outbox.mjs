import { randomUUID } from 'node:crypto';
import { accounts } from '@rapport/accounts';
import { ContactCreatedSchema } from '@rapport/contracts';
import { readSettings } from '@rapport/config';
import { migrate, schemaOf, UnitOfWork } from '@rapport/persistence';
import { openInstallation } from '@rapport/runtime';
import { callBy } from './house.mjs';

/** Schemas with an outbox, an inbox and nobody at work: one for us, one for the floor. */
export const ours = schemaOf('accounts');
export const theirs = schemaOf('bench-floor');

/**
 * A database with both, and units of work on ours.
 * @typedef {{ db: import('@rapport/persistence').Database, work: UnitOfWork, close: () => Promise<void> }} Quiet
 * @param {import('./stage.mjs').Place} place @returns {Promise<Quiet>}
 */
export async function openQuiet(place) {
  const installation = await openInstallation(readSettings({ ...place.env, LOG_LEVEL: 'error' }), () => undefined);
  const { db, clock, ids } = installation;
  for (const { service } of [ours, theirs]) await migrate(db, { service, folder: accounts.migrations });
  const never = async () => {
    throw new Error('No command here has a key');
  };
  return { db, work: new UnitOfWork({ db, names: ours, clock, ids, sealer: { seal: never, open: never } }), close: () => installation.close() };
}

/** Says so many events, each of a contact of its own. @param {UnitOfWork} work @param {number} count */
export async function sayEvents(work, count) {
  for (let said = 0; said < count; said += 250) {
    await work.run(callBy(), async (tx) => {
      for (let at = said; at < Math.min(count, said + 250); at += 1) tx.say(ContactCreatedSchema, { contactId: randomUUID(), source: 'bench', ownerId: 'bench', teamId: 'acme/sales' }, { owner: 'bench', team: 'acme/sales' });
    });
  }
}
