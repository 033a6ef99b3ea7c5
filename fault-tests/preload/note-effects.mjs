// Loaded before the product: each time that an event takes effect is noted beside the service's tables, in the very transaction, whatever the inbox knows of it.
import { UnitOfWork } from '@rapport/persistence';
import { sql } from 'kysely';
import { wrapEffects } from './around.mjs';

wrapEffects(UnitOfWork, (handling, consumer) => async (tx) => {
  await sql`select faults.note_handled(${consumer.name}, ${handling.event.id}::uuid)`.execute(tx.sql);
  await handling.body(tx);
});
