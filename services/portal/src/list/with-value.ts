import type { Field } from '../fields/field.js';
import type { FieldValue, NounRecord } from '../nouns/noun.js';

/** A record as it will be once a field of it is saved. */
export function withValue(record: NounRecord, { path, draft }: Pick<Field, 'path' | 'draft'>, value: FieldValue): NounRecord {
  if (!path.startsWith('custom.')) return { ...record, ...draft(value) };
  const { [path.slice('custom.'.length)]: _before, ...others } = record.custom ?? {};
  return { ...record, custom: { ...others, ...(draft(value)['custom'] as object) } };
}
