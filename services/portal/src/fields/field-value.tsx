import { VisuallyHidden } from '@mantine/core';
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
  if (isEmpty(value)) return <Unset />;
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

function Unset() {
  const say = useSay();
  return (
    <>
      <span className="soft" aria-hidden>
        —
      </span>
      <VisuallyHidden>{say('field.empty')}</VisuallyHidden>
    </>
  );
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

function isEmpty(value: FieldValue): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
