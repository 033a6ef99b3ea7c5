import type { OpenDek } from '@rapport/crypto';
import { sql } from 'kysely';
import type { Tx } from '../work/tx.js';
import type { RecordShape } from './record-shape.js';
import type { Identity, Values } from './sealing.js';

/** What seals one record's versions. */
export interface Sealer {
  readonly shape: RecordShape;
  readonly identity: Identity;
  readonly dek: OpenDek;
}

/** Remembers a whole version of a record, sealed with the key of whose it is, so that erasing the person erases the history too. */
export function rememberVersion(tx: Tx, { shape, identity, dek }: Sealer, version: bigint, values: Values): void {
  const whole = JSON.stringify(Object.fromEntries(shape.columns.map((column) => [column.key, values[column.key]])));
  tx.remember({ noun: shape.noun, id: identity.id, version, by: tx.call.principal.id, sealed: dek.seal(placeOf(shape, identity, version), whole) });
}

/** A record as it was at a version; nothing when that version is not kept. */
export async function versionOf(tx: Tx, { shape, identity, dek }: Sealer, version: bigint): Promise<Values | undefined> {
  const { rows } = await sql<{ sealed: Uint8Array }>`select sealed from record_versions
    where tenant_id = ${identity.tenant} and noun = ${shape.noun} and id = ${identity.id}::uuid and version = ${version}`.execute(tx.sql);
  return rows[0] && revived(shape, JSON.parse(dek.open(placeOf(shape, identity, version), rows[0].sealed)) as Values);
}

/** Moments are texts in JSON. */
function revived(shape: RecordShape, values: Values): Values {
  const moments = shape.columns.filter(({ kind, key }) => kind === 'instant' && typeof values[key] === 'string');
  return { ...values, ...Object.fromEntries(moments.map(({ key }) => [key, new Date(values[key] as string)])) };
}

function placeOf(shape: RecordShape, { tenant, id, subject }: Identity, version: bigint) {
  return { tenant, table: `${shape.schema}.record_versions`, column: 'sealed', row: `${shape.noun}/${id}/${version}`, subject };
}
