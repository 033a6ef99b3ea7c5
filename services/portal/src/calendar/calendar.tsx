import '../look/calendar.css';
import { VisuallyHidden } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { recordInLists } from '../api/fresh-lists.js';
import { useDrag } from '../drag/use-drag.js';
import type { Field } from '../fields/field.js';
import { useFormat } from '../i18n/format.js';
import { addDays, localDay } from '../i18n/local-time.js';
import { useSay } from '../i18n/text.js';
import { askedFields } from '../list/asked-fields.js';
import { CellConflict } from '../list/cell-conflict.js';
import type { Columns } from '../list/columns.js';
import { callOf, narrowed, type ListWish } from '../list/list-search.js';
import { useCellSave } from '../list/use-cell-save.js';
import { useListPages } from '../list/use-list-pages.js';
import { useNarrow } from '../look/narrow.js';
import type { Noun, NounRecord } from '../nouns/noun.js';
import { may, useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Agenda } from './agenda.js';
import { CalendarGrid } from './calendar-grid.js';
import { CalendarHead } from './calendar-head.js';
import { byDay, dateFields, daysShown, onDay, withinDays, type Scale } from './days.js';

const CreateDialog = lazy(async () => ({ default: (await import('../create/create-dialog.js')).CreateDialog }));

interface CalendarProps {
  readonly noun: Noun;
  readonly wish: ListWish;
  readonly change: (wish: ListWish) => void;
  readonly columns: Columns;
}

const pageSize = 200;
/** So many pages of one month are read; who has more narrows the list, or looks at a week. */
const mostPages = 5;

/** The records of a list by the day of one of their fields; moved to other days by mouse, finger and keyboard. */
export function Calendar({ noun, wish, change, columns }: CalendarProps) {
  const fields = dateFields(noun, columns.all);
  const field = fields.find(({ path }) => path === wish.by) ?? fields[0];
  const [scale, setScale] = useState<Scale>('month');
  const [day, setDay] = useState(() => localDay(new Date()));
  if (!field) return null;
  return (
    <>
      <CalendarHead scale={scale} day={day} onScale={setScale} onDay={setDay} fields={fields} field={field} onField={(by) => change({ ...wish, by })} />
      <Days key={field.path} noun={noun} wish={wish} columns={columns} field={field} scale={scale} day={day} />
    </>
  );
}

interface DaysProps extends Omit<CalendarProps, 'change'> {
  readonly field: Field;
  readonly scale: Scale;
  readonly day: string;
}

function Days({ noun, wish, columns, field, scale, day }: DaysProps) {
  const say = useSay();
  const format = useFormat();
  const me = useMe();
  const isNarrow = useNarrow();
  const days = daysShown(scale, day);
  const { records, query, move, titleOf, cells } = useDays({ noun, wish, columns, field, days });
  const [creatingOn, setCreatingOn] = useState<string>();
  const create = may(me, `${noun.plural}.write`) && noun.asked.includes(field.path) ? setCreatingOn : undefined;
  const drag = useDrag({ cardName: titleOf, zoneName: (zone) => format.calendarDay(zone), step: nextDay, move });
  const mark = columns.all.find(({ path }) => path === noun.mark?.name);
  const shared = { noun, field, mark, days, month: scale === 'month' ? day.slice(0, 7) : undefined, records: byDay(records, field), create };
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return (
    <div className="calendar-area" ref={drag.area} {...drag.on}>
      <VisuallyHidden id="drag-hint">{say('drag.hint')}</VisuallyHidden>
      <VisuallyHidden role="status">{drag.said}</VisuallyHidden>
      {isNarrow ? <Agenda {...shared} /> : <CalendarGrid {...shared} over={drag.over} held={drag.held} />}
      {query.hasNextPage && <p className="small soft calendar-more">{say('calendar.more', { n: records.length })}</p>}
      <CellConflict cells={cells} />
      <Suspense>{creatingOn && <CreateDialog noun={noun} preset={{ [field.path]: creatingOn }} close={() => setCreatingOn(undefined)} />}</Suspense>
    </div>
  );
}

function nextDay(key: string, day: string): string | undefined {
  const by = ({ ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 } as Readonly<Record<string, number>>)[key];
  return by === undefined ? undefined : addDays(day, by);
}

function useDays({ noun, wish, columns, field, days }: Omit<DaysProps, 'scale' | 'day'> & { readonly days: readonly string[] }) {
  const client = useQueryClient();
  const cells = useCellSave(noun);
  const { filter } = narrowed(callOf(wish, columns.all, useMe().id), withinDays(field, days));
  const query = useListPages(noun, { filter, orderBy: field.isSortable ? field.path : '', fields: askedFields(noun, [field]) }, pageSize);
  const { data, readOn } = query;
  useEffect(() => {
    if ((data?.pages.length ?? 0) < mostPages) readOn();
  }, [data, readOn]);
  const find = (id: string): NounRecord | undefined => recordInLists(client, noun, id);
  const move = (id: string, day: string) => {
    const seen = find(id);
    if (seen) void cells.save(field, { value: onDay(field.read(seen), day), seen });
  };
  const titleOf = (id: string) => {
    const record = find(id);
    return record ? noun.titleOf(record) : '';
  };
  return { query, records: query.records, cells, move, titleOf };
}
