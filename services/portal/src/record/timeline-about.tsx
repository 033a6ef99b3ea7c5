import type { TimelineEntry } from '@rapport/contracts/client';
import { Link } from '@tanstack/react-router';
import { usePurposeName } from '../consent/use-purpose-name.js';
import { useFormat, type Format } from '../i18n/format.js';
import { keyFor, saidOr, useSay, type Say } from '../i18n/text.js';
import { nounNamed } from '../nouns/nouns.js';
import { recordPath } from '../nouns/record-path.js';
import { may, useMe } from '../session/me.js';

/** Records that a line can lead to, by the fact that names them. */
const led = ['case', 'deal', 'lead', 'task'];

/** What a line of the timeline is about: the way to it, and what is known of it without asking. */
export function TimelineAbout({ entry: { facts } }: { readonly entry: TimelineEntry }) {
  const say = useSay();
  const format = useFormat();
  const me = useMe();
  const noun = nounNamed(led.find((name) => facts[name]) ?? '');
  const told = toldOf(facts, usePurposeName(facts['purpose']), say, format);
  if (!noun) return told ? <span className="small soft">{told}</span> : null;
  const name = facts['number'] ? say('case.number', { number: facts['number'] }) : say('timeline.open');
  return (
    <>
      {may(me, `${noun.plural}.read`) && (
        <Link className="link small" to={recordPath(noun, facts[noun.name]!)}>
          {name}
        </Link>
      )}
      {told && <span className="small soft">{told}</span>}
    </>
  );
}

function toldOf(facts: TimelineEntry['facts'], about: string | undefined, say: Say, format: Format): string {
  const { status, channel = '', amount_minor: minor, currency = '', purpose } = facts;
  const state = status && keyFor('case-status', status);
  const words = [
    about,
    state && say(state),
    minor && format.money({ minor: Number(minor), currency }),
    purpose && channel && channel !== 'none' && saidOr(say, `consent.channel.${channel}`, channel),
  ];
  return words.filter(Boolean).join(' · ');
}
