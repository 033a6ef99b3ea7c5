import { randomUUID } from 'node:crypto';
import { ContactCreatedSchema } from '@rapport/contracts';
import { schemaOf } from '@rapport/persistence';
import { callBy, openRooms } from './house.mjs';

/** Schemas with an outbox, an inbox and nobody at work: one for us, one for the floor. */
export const ours = schemaOf('accounts');
export const theirs = schemaOf('bench-floor');

/** Rooms with both. @param {import('./stage.mjs').Place} place */
export async function openQuiet(place) {
  const rooms = await openRooms(place);
  await rooms.migrateAlso(theirs.service);
  return rooms;
}

/** Says so many events, each of a contact of its own. @param {import('@rapport/persistence').UnitOfWork} work @param {number} count */
export async function sayEvents(work, count) {
  for (let said = 0; said < count; said += 250) {
    await work.run(callBy(), async (tx) => {
      for (let at = said; at < Math.min(count, said + 250); at += 1)
        tx.say(
          ContactCreatedSchema,
          { contactId: randomUUID(), source: 'bench', ownerId: 'bench', teamId: 'acme/sales' },
          { owner: 'bench', team: 'acme/sales' },
        );
    });
  }
}
