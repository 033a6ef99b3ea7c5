import { Button } from '@mantine/core';
import { IconFilterOff, IconUsers } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import { useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { askedFields } from './asked-fields.js';
import { CellConflict } from './cell-conflict.js';
import type { Columns } from './columns.js';
import { ListFoot } from './list-foot.js';
import { callOf, type ListWish } from './list-search.js';
import { RecordTable } from './record-table.js';
import { useCellSave } from './use-cell-save.js';
import { useListPages } from './use-list-pages.js';
import type { Selection } from './use-selection.js';

const BulkBar = lazy(async () => ({ default: (await import('../bulk/bulk-bar.js')).BulkBar }));

interface RecordListProps {
  readonly noun: Noun;
  readonly wish: ListWish;
  readonly change: (wish: ListWish) => void;
  readonly columns: Columns;
  readonly selection: Selection | undefined;
  readonly create: (() => void) | undefined;
}

const pageSize = 100;

/** The records of a noun that are wished for; the next ones come while one scrolls. */
export function RecordList({ noun, wish, change, columns, selection, create }: RecordListProps) {
  const cells = useCellSave(noun);
  const call = callOf(wish, columns.all, useMe().id);
  const query = useListPages(noun, { ...call, fields: askedFields(noun, columns.shown) }, pageSize);
  if (query.isPending) return <Lines count={9} height={30} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const { records } = query;
  if (records.length === 0 && wish.conditions.length > 0) return <NoneMatch clear={() => change({ ...wish, conditions: [] })} />;
  if (records.length === 0) return <NoneYet noun={noun} create={create} />;
  const chosen = selection ? records.filter(({ id }) => selection.ids.has(id)) : [];
  return (
    <>
      <RecordTable
        noun={noun}
        records={records}
        columns={columns.shown}
        titleField={columns.all.find(({ path }) => path === noun.title)}
        cells={cells}
        sort={wish.sort}
        onSort={(sort) => change({ ...wish, sort })}
        selection={selection}
        onNearEnd={query.readOn}
      />
      <ListFoot noun={noun} filter={call.filter} shown={records.length} query={query} />
      <CellConflict cells={cells} />
      {selection && chosen.length > 0 && (
        <Suspense>
          <BulkBar noun={noun} chosen={chosen} clear={selection.clear} />
        </Suspense>
      )}
    </>
  );
}

function NoneMatch({ clear }: { readonly clear: () => void }) {
  const say = useSay();
  return (
    <State icon={IconFilterOff} title={say('list.none.title')} text={say('list.none.text')} role="status">
      <Button variant="default" size="xs" onClick={clear}>
        {say('list.filter.clear')}
      </Button>
    </State>
  );
}

function NoneYet({ noun, create }: Pick<RecordListProps, 'noun' | 'create'>) {
  const say = useSay();
  return (
    <State icon={IconUsers} title={say(`${noun.name}.empty.title`)} text={say(`${noun.name}.empty.text`)}>
      {create && (
        <Button size="xs" onClick={create}>
          {say(`${noun.name}.create`)}
        </Button>
      )}
    </State>
  );
}
