import { KekMissing, SealBroken, type Keks, type WrappedKey } from '@rapport/crypto';
import { DatabaseRefused, type Database } from '../database/database.js';
import { literal } from '../database/sql-literal.js';
import { schemaOf } from '../migrations/service-schema.js';
import { relayRows } from '../work/relay-transaction.js';

const owner = { tenant: ':installation', subject: ':check', generation: 1 };

/**
 * Makes sure that the key file and the internal key are the ones that this database was begun with; the first process to come lays them down.
 * Throws `DatabaseRefused` for others: with them nothing could be read, and what was written could not be read by the rest.
 * @param internalCheck a derivative of the internal key, from which the key cannot be told.
 * @param begin called before a new database is begun with these keys: the moment to put them where they are safe.
 */
export async function assertInstallationKeys(db: Database, keks: Keks, internalCheck: Uint8Array, begin: () => void = () => undefined): Promise<void> {
  const background = { db, names: schemaOf('keyring') };
  if ((await relayRows(background, 'select name from installation;')).length === 0) begin();
  const [fresh] = await keks.wrap([{ owner, key: new Uint8Array(32) }]);
  const rows = await relayRows<{ name: string; kek_id: string | null; value: Uint8Array }>(
    background,
    `insert into installation (name, kek_id, value) values ('kek', ${literal(fresh!.kekId)}, ${literal(Buffer.from(fresh!.bytes))}), ('internal', null, ${literal(internalCheck)}) on conflict do nothing`,
    'select name, kek_id, value from installation',
  );
  const kek = rows.find((row) => row.name === 'kek')!;
  const internal = rows.find((row) => row.name === 'internal')!;
  if (!(await opens(keks, { ...owner, kekId: kek.kek_id!, bytes: kek.value }))) {
    throw new DatabaseRefused(
      'The key file (RAPPORT_KEK_FILE) is missing or not the one this database was begun with, so nothing in it could be read; give every process the same key file.',
    );
  }
  if (Buffer.compare(internal.value, internalCheck) !== 0) {
    throw new DatabaseRefused(
      'RAPPORT_INTERNAL_KEY is not the one that the other processes on this database use, so they would refuse each other; give every process the same key.',
    );
  }
}

async function opens(keks: Keks, wrapped: WrappedKey): Promise<boolean> {
  try {
    await keks.unwrap([wrapped]);
    return true;
  } catch (thrown) {
    if (thrown instanceof KekMissing || thrown instanceof SealBroken) return false;
    throw thrown;
  }
}
