import '@mantine/core/styles/Tooltip.layer.css';
import { Tooltip } from '@mantine/core';
import type { TimelineEntry } from '@rapport/contracts/client';
import {
  IconBriefcase,
  IconCalendar,
  IconChecklist,
  IconHandStop,
  IconLifebuoy,
  IconLink,
  IconMail,
  IconMessage,
  IconNote,
  IconPencil,
  IconPencilQuestion,
  IconPhone,
  IconPlus,
  IconPoint,
  IconRestore,
  IconTrash,
  IconUnlink,
  type Icon,
} from '@tabler/icons-react';
import { dateOf, useFormat } from '../i18n/format.js';
import { isSaid, useSay, type Say } from '../i18n/text.js';
import { useColleagues } from '../session/colleagues.js';
import { fieldNames } from '../fields/field-names.js';
import { TimelineAbout } from './timeline-about.js';
import { NoteBody } from './note-body.js';
import { useNotes } from './notes.js';
import { timelineKeys } from './timeline-words.js';

const icons: Readonly<Record<string, Icon>> = {
  created: IconPlus,
  changed: IconPencil,
  deleted: IconTrash,
  restored: IconRestore,
  related: IconLink,
  unrelated: IconUnlink,
  note: IconNote,
  call: IconPhone,
  email: IconMail,
  chat: IconMessage,
  meeting: IconCalendar,
  case: IconLifebuoy,
  'call-transcribed': IconPhone,
  'lead-converted': IconBriefcase,
  'deal-created': IconBriefcase,
  'deal-moved': IconBriefcase,
  'deal-won': IconBriefcase,
  'deal-lost': IconBriefcase,
  consent: IconHandStop,
  task: IconChecklist,
  correction: IconPencilQuestion,
};

/** One thing that happened. */
export function TimelineRow({ entry }: { readonly entry: TimelineEntry }) {
  const say = useSay();
  const format = useFormat();
  const { nameOf } = useColleagues();
  const Sign = icons[entry.kind] ?? IconPoint;
  const at = entry.occurredAt && dateOf(entry.occurredAt);
  return (
    <li className="event">
      <span className="event-icon">
        <Sign size={14} stroke={1.7} aria-hidden />
      </span>
      <div className="event-main">
        <div className="row row-wrap">
          <span>{titleOf(entry, say)}</span>
          <TimelineAbout entry={entry} />
          <span className="tiny soft">{nameOf(entry.actorId)}</span>
          {at && (
            <Tooltip label={format.exactly(at)} openDelay={400}>
              <time className="tiny soft push" dateTime={at.toISOString()}>
                {format.ago(at)}
              </time>
            </Tooltip>
          )}
        </div>
        {entry.summary && <p className="small soft">{entry.summary}</p>}
        {entry.kind === 'note' && entry.facts['action'] === 'created' && <WrittenNote id={entry.facts['note'] ?? ''} />}
      </div>
    </li>
  );
}

/** The note itself, where it still stands. */
function WrittenNote({ id }: { readonly id: string }) {
  const { data } = useNotes();
  const note = data?.pages.flatMap((page) => page.notes).find((each) => each.id === id);
  return note ? <NoteBody text={note.body} /> : null;
}

function titleOf({ kind, facts, source }: TimelineEntry, say: Say): string {
  if (kind === 'changed') return say('timeline.kind.changed', { fields: fieldNames((facts['fields'] ?? '').split(','), say).join(', ') });
  const key = timelineKeys(kind, facts['action']).find(isSaid);
  return key ? say(key) : `${kind} · ${source}`;
}
