import type { DescMessage } from '@bufbuild/protobuf';
import { wire, writeJson, type PlainOf } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';

/** Throws `STALE` with the record as it is and as it was wanted, unless the caller has seen this version or named none. */
export function assertFresh<Desc extends DescMessage>(desc: Desc, etag: string, current: PlainOf<Desc>, attempted: PlainOf<Desc>): void {
  if (!etag || etag === (current as { readonly etag?: string }).etag) return;
  const json = (record: PlainOf<Desc>) => writeJson(desc, wire(desc, record));
  throw new AppError('stale', 'STALE', { versions: { current: json(current), attempted: json(attempted) } });
}
