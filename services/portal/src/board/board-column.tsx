import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { UIEvent } from 'react';
import { keys } from '../api/keys.js';
import { isSame, type Field } from '../fields/field.js';
import { useFormat } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import { askedFields } from '../list/asked-fields.js';
import type { Group } from '../list/group.js';
import { narrowed, type ListCall } from '../list/list-search.js';
import { useListPages } from '../list/use-list-pages.js';
import { ChoiceMark } from '../look/marks.js';
import type { Noun, NounRecord } from '../nouns/noun.js';
import { reaches, useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { BoardCard } from './board-card.js';
import { sumOf, sumShown } from './board-sum.js';

interface BoardColumnProps {
  readonly noun: Noun;
  readonly group: Group;
  readonly field: Field;
  readonly columns: readonly Field[];
  readonly call: ListCall;
  /** Records that were moved on this page, wherever to. */
  readonly arrivals: readonly NounRecord[];
  readonly isCounted: boolean;
  readonly isOver: boolean;
  readonly held: string | undefined;
  readonly sums: readonly Field[];
}

const pageSize = 30;
const nearEndPx = 300;

/** The records of one value, a page after the other. */
export function BoardColumn(props: BoardColumnProps) {
  const { noun, group, field, columns, sums, call, arrivals, isOver } = props;
  const fields = askedFields(noun, [field, ...columns, ...sums]);
  const query = useListPages(noun, { ...narrowed(call, group.filter), fields }, pageSize);
  const records = here(query.records, arrivals, field, group);
  // Those without a value have a column as long as there are some.
  if (group.word === '' && records.length === 0) return null;
  const onScroll = ({ currentTarget: { scrollTop, clientHeight, scrollHeight } }: UIEvent) => {
    if (scrollTop + clientHeight > scrollHeight - nearEndPx) query.readOn();
  };
  return (
    <section className="lane" data-zone={group.word} data-over={isOver || undefined} aria-label={group.label}>
      <LaneHead {...props} records={records} hasMore={query.hasNextPage} />
      <ul className="lane-cards scrolls" onScroll={onScroll}>
        {records.map((record) => (
          <CardOf key={record.id} {...props} record={record} />
        ))}
        {query.isPending && <Lines count={2} height={60} />}
        {query.isError && <Failure error={query.error} retry={() => void query.refetch()} slim />}
        {query.isFetchingNextPage && <Loader size="xs" type="dots" />}
        {query.hasNextPage && !query.isFetchingNextPage && <More readOn={query.readOn} />}
      </ul>
    </section>
  );
}

/** What was read and still belongs here, and what came here since. */
function here(read: readonly NounRecord[], arrivals: readonly NounRecord[], field: Field, group: Group): readonly NounRecord[] {
  const now = new Map(arrivals.map((record) => [record.id, record]));
  const belongs = (record: NounRecord) => isSame(field.read(record), group.means);
  const known = new Set(read.map(({ id }) => id));
  return [...arrivals.filter((record) => belongs(record) && !known.has(record.id)), ...read.map((record) => now.get(record.id) ?? record).filter(belongs)];
}

function More({ readOn }: { readonly readOn: () => void }) {
  const say = useSay();
  return (
    <li>
      <Button variant="subtle" size="compact-sm" onClick={readOn}>
        {say('action.more')}
      </Button>
    </li>
  );
}

function CardOf({ noun, field, columns, held, record }: BoardColumnProps & { readonly record: NounRecord }) {
  const me = useMe();
  const mayMove = field.isWritable && reaches(me, `${noun.plural}.write`, record);
  return <BoardCard noun={noun} record={record} columns={columns} mayMove={mayMove} isHeld={held === record.id} />;
}

interface LaneHeadProps extends BoardColumnProps {
  readonly records: readonly NounRecord[];
  readonly hasMore: boolean;
}

function LaneHead({ noun, group, call, isCounted, records, hasMore, sums }: LaneHeadProps) {
  const format = useFormat();
  const { filter } = narrowed(call, group.filter);
  const count = useQuery({
    queryKey: [...keys.counts(noun.name), filter],
    queryFn: ({ signal }) => noun.calls.count(filter, { signal }),
    enabled: isCounted && hasMore,
  });
  // Whatever was moved here since is in what is read, so the service is asked again when that changes.
  const whole = useQuery({
    queryKey: [...keys.counts(noun.name), 'sums', filter, records.map(({ id, etag }) => id + etag).join()],
    queryFn: ({ signal }) => noun.calls.sums!(filter, { signal }),
    enabled: noun.calls.sums !== undefined && hasMore,
  });
  const counted = hasMore ? (count.data === undefined ? `${format.number(records.length)}+` : format.number(count.data)) : format.number(records.length);
  return (
    <header className="lane-head">
      <h2 className="row">
        <ChoiceMark label={group.label} tone={group.tone} />
        <span className="lane-count tabular soft">{counted}</span>
      </h2>
      {sums.map((field) => (
        <p key={field.path} className="tiny soft tabular">
          {field.label}: {sumShown(whole.data ?? sumOf(field, records), format)}
          {hasMore && !whole.data && '+'}
        </p>
      ))}
    </header>
  );
}
