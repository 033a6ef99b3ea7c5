import type { Field } from '../fields/field.js';
import { FieldValueView } from '../fields/field-value.js';
import { phoneShown } from '../i18n/format.js';
import type { NounRecord, Point } from '../nouns/noun.js';

/** A field in the space of one line. */
export function Cell({ field, record }: { readonly field: Field; readonly record: NounRecord }) {
  const value = field.read(record);
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  if (field.kind === 'emails' || field.kind === 'phones') return <FirstPoint kind={field.kind} points={value as readonly Point[]} />;
  return (
    <span className="cut block">
      <FieldValueView field={field} value={value} />
    </span>
  );
}

function FirstPoint({ kind, points }: { readonly kind: 'emails' | 'phones'; readonly points: readonly Point[] }) {
  const first = points[0]?.value ?? '';
  return (
    <span className="cut block tabular">
      {kind === 'phones' ? phoneShown(first) : first}
      {points.length > 1 && <span className="tiny soft"> +{points.length - 1}</span>}
    </span>
  );
}
