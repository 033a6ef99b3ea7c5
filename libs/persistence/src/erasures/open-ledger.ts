import { resolve } from 'node:path';
import type { ErasureLedger } from './erasure.js';
import { FileLedger } from './file.ledger.js';
import { objectPlaceOf } from '../objects/object.place.js';

/** The ledger at a place: `s3://bucket/prefix`, or a file. The S3 client is loaded only where it is used. */
export async function openErasureLedger(place: string, endpoint?: string): Promise<ErasureLedger> {
  const object = objectPlaceOf(place, endpoint);
  if (!object) return new FileLedger(resolve(place));
  const { ObjectLedger } = await import('./object.ledger.js');
  return new ObjectLedger(object);
}
