import { phoneShown, useFormat } from '../i18n/format.js';
import { useLocale } from '../i18n/locale.js';
import { useSay } from '../i18n/text.js';
import { StandingMark } from '../look/marks.js';
import type { FieldValue, Point } from '../nouns/noun.js';
import type { Field } from './field.js';

/** A value for reading. */
export function FieldValueView({ field: { kind }, value }: { readonly field: Pick<Field, 'kind'>; readonly value: FieldValue }) {
  const say = useSay();
  const format = useFormat();
  const locale = useLocale();
  if (isEmpty(value, kind)) return <span className="soft">{say('field.empty')}</span>;
  switch (kind) {
    case 'emails':
    case 'phones':
      return <Points kind={kind} points={value as readonly Point[]} />;
    case 'standing':
      return <StandingMark value={value as number} />;
    case 'date':
      return <span>{format.calendarDay(String(value))}</span>;
    case 'number':
      return <span className="tabular">{format.number(Number(value))}</span>;
    case 'flag':
      return <span>{say(value ? 'field.yes' : 'field.no')}</span>;
    case 'language':
      return <span>{new Intl.DisplayNames(locale, { type: 'language' }).of(String(value)) ?? String(value)}</span>;
    default:
      return <span className="wrap">{String(value)}</span>;
  }
}

function Points({ kind, points }: { readonly kind: 'emails' | 'phones'; readonly points: readonly Point[] }) {
  return (
    <span className="points">
      {points.map(({ value, label }) => (
        <span key={value}>
          <a className="link tabular wrap" href={`${kind === 'emails' ? 'mailto' : 'tel'}:${value}`}>
            {kind === 'phones' ? phoneShown(value) : value}
          </a>
          {label && <span className="tiny soft"> {label}</span>}
        </span>
      ))}
    </span>
  );
}

function isEmpty(value: FieldValue, kind: Field['kind']): boolean {
  if (value === undefined || value === '') return true;
  if (kind === 'number' || kind === 'standing') return value === 0;
  return Array.isArray(value) && value.length === 0;
}
