import { VisuallyHidden } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { phoneShown, useFormat } from '../i18n/format.js';
import { isWholeDay } from '../i18n/local-time.js';
import { useLocale } from '../i18n/locale.js';
import { useSay } from '../i18n/text.js';
import { ChoiceMark, TagList } from '../look/marks.js';
import { networkOf } from '../nouns/network.js';
import type { FieldValue, Messenger, Money, Point, PostalAddress, RecordName } from '../nouns/noun.js';
import { teamShown, useColleagues } from '../session/colleagues.js';
import { choiceOf, isEmpty, type Field } from './field.js';
import { keyWord } from './key-word.js';
import { RecordTitle } from './record-title.js';
import { addressLine } from './postal-address.js';

const StageName = lazy(async () => ({ default: (await import('../sales/stage-name.js')).StageName }));

/** A value for reading. */
export function FieldValueView({ field: { kind, choices }, value }: { readonly field: Pick<Field, 'kind' | 'choices'>; readonly value: FieldValue }) {
  const say = useSay();
  const format = useFormat();
  const locale = useLocale();
  if (isEmpty(value)) return <Unset />;
  switch (kind) {
    case 'emails':
    case 'phones':
      return <Points kind={kind} points={value as readonly Point[]} />;
    case 'messengers':
    case 'addresses':
      return <Lines lines={kind === 'messengers' ? messengerLines(value as readonly Messenger[]) : addressLines(value as readonly PostalAddress[])} />;
    case 'tags':
      return <TagList tags={value as readonly string[]} most={3} />;
    case 'colleague':
      return <Owner id={String(value)} />;
    case 'team':
      return <span>{teamShown(String(value))}</span>;
    case 'moment':
      return <Moment at={new Date(String(value))} />;
    case 'date-time':
      return <time dateTime={String(value)}>{isWholeDay(value) ? format.dayShort(value) : format.time(new Date(String(value)))}</time>;
    case 'choice':
      return <Chosen choices={choices} value={value} />;
    case 'stage':
      return (
        <Suspense>
          <StageName id={String(value)} />
        </Suspense>
      );
    case 'money':
      return <span className="tabular">{format.money(value as Money)}</span>;
    case 'record':
      return <RecordTitle name={value as RecordName} />;
    case 'url':
      return <Site address={String(value)} />;
    case 'date':
      return <span>{format.calendarDay(String(value))}</span>;
    case 'number':
      return <span className="tabular">{format.number(Number(value))}</span>;
    case 'flag':
      return <span>{say(value ? 'field.yes' : 'field.no')}</span>;
    case 'language':
      return <span>{new Intl.DisplayNames(locale, { type: 'language' }).of(String(value)) ?? String(value)}</span>;
    case 'key':
      return <span>{keyWord(String(value))}</span>;
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

function Chosen({ choices, value }: { readonly choices: Field['choices']; readonly value: FieldValue }) {
  const choice = choiceOf({ choices }, value);
  // A choice may have been taken away since.
  return choice ? <ChoiceMark label={choice.label} tone={choice.tone} /> : <span>{String(value)}</span>;
}

function Site({ address }: { readonly address: string }) {
  const isSafe = /^https?:\/\//.test(address);
  const shown = address.replace(/^https?:\/\/(?:www\.)?|\/$/g, '');
  if (!isSafe) return <span className="wrap">{address}</span>;
  return (
    <a className="link wrap" href={address} target="_blank" rel="noreferrer">
      {shown}
    </a>
  );
}

function Owner({ id }: { readonly id: string }) {
  const { nameOf } = useColleagues();
  return <span>{nameOf(id)}</span>;
}

function Moment({ at }: { readonly at: Date }) {
  const format = useFormat();
  return (
    <time className="soft" dateTime={at.toISOString()} title={format.exactly(at)}>
      {format.ago(at)}
    </time>
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
          {label && <span className="tiny soft"> {keyWord(label)}</span>}
        </span>
      ))}
    </span>
  );
}

interface Line {
  readonly text: string;
  readonly about: string | undefined;
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  return (
    <span className="points">
      {lines.map(({ text, about }, at) => (
        <span key={at} className="wrap">
          {text}
          {about && <span className="tiny soft"> {about}</span>}
        </span>
      ))}
    </span>
  );
}

const messengerLines = (messengers: readonly Messenger[]) => messengers.map(({ network, value }) => ({ text: value, about: networkOf(network)?.label }));

const addressLines = (addresses: readonly PostalAddress[]) =>
  addresses.map((address) => ({ text: addressLine(address), about: address.label && keyWord(address.label) }));
