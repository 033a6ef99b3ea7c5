import type { Keks, WrappedKey } from '@rapport/crypto';
import type { Database } from '../database/database.js';
import { literal } from '../database/sql-literal.js';
import { schemaOf } from '../migrations/service-schema.js';
import { relayRows, type Background } from '../work/relay-transaction.js';

/** How far a rotation has come. */
export interface RotationProgress {
  readonly done: number;
  readonly total: number;
}

interface Row {
  readonly tenant_id: string;
  readonly subject: string;
  readonly generation: number;
  readonly kek_id: string;
  readonly wrapped: Uint8Array;
}

const portion = 500;

/**
 * Wraps every data key anew under the active key-encryption key, a portion at a time, while services go on reading and writing. Data is not touched.
 * Can be stopped at any moment and run again. Resolves when no key is left under another.
 */
export async function rotateKeys(db: Database, keks: Keks, onProgress: (progress: RotationProgress) => void): Promise<number> {
  const background = { db, names: schemaOf('keyring') };
  const old = `kek_id <> ${literal(keks.activeId)}`;
  const [counted] = await relayRows<{ n: number }>(background, `select count(*)::int as n from subject_keys where ${old}`);
  const total = counted!.n;
  for (let done = 0; ;) {
    const rows = await relayRows<Row>(background, `select tenant_id, subject, generation, kek_id, wrapped from subject_keys where ${old} limit ${portion}`);
    if (rows.length === 0) {
      await rewrapCheck(background, keks);
      return done;
    }
    const fresh = await keks.rewrap(rows.map(wrappedKey));
    await relayRows(background, rewrite(rows, fresh));
    done += rows.length;
    onProgress({ done, total: Math.max(total, done) });
  }
}

/** The installation's own check must not be the last thing that needs the old key. */
async function rewrapCheck(background: Background, keks: Keks): Promise<void> {
  const [check] = await relayRows<{ kek_id: string; value: Uint8Array }>(background, `select kek_id, value from installation where name = 'kek'`);
  if (!check || check.kek_id === keks.activeId) return;
  const [fresh] = await keks.rewrap([{ tenant: ':installation', subject: ':check', generation: 1, kekId: check.kek_id, bytes: check.value }]);
  await relayRows(background, `update installation set kek_id = ${literal(fresh!.kekId)}, value = ${literal(Buffer.from(fresh!.bytes))} where name = 'kek'`);
}

/** A key that was destroyed or rewrapped since it was read stays as it is. */
function rewrite(rows: readonly Row[], fresh: readonly WrappedKey[]): string {
  const values = rows.map((row, at) => `(${[row.tenant_id, row.subject, row.kek_id, fresh[at]!.kekId, Buffer.from(fresh[at]!.bytes)].map(literal).join(',')})`);
  return `update subject_keys k set kek_id = v.fresh, wrapped = v.wrapped from (values ${values.join(',')}) v (tenant_id, subject, was, fresh, wrapped)
    where k.tenant_id = v.tenant_id and k.subject = v.subject and k.kek_id = v.was`;
}

function wrappedKey(row: Row): WrappedKey {
  return { tenant: row.tenant_id, subject: row.subject, generation: row.generation, kekId: row.kek_id, bytes: row.wrapped };
}

/** How many data keys each key-encryption key wraps. */
export async function wrappedCounts(db: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await relayRows<{ kek_id: string; n: number }>(
    { db, names: schemaOf('keyring') },
    'select kek_id, count(*)::int as n from subject_keys group by kek_id',
  );
  return new Map(rows.map((row) => [row.kek_id, row.n]));
}
