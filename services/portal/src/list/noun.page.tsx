import { useDisclosure } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import { partsOf } from '../record/noun-parts.js';
import { may, useMe } from '../session/me.js';
import { Page } from '../shell/page.js';
import { Lines } from '../states/loading.js';
import { useColumns } from './columns.js';
import { layoutsOf } from './layouts-of.js';
import { ListActions } from './list-actions.js';
import { RecordList } from './record-list.js';
import { useListCommands } from './use-list-commands.js';
import { useListWish } from './use-list-wish.js';
import { useSelection } from './use-selection.js';

const CreateDialog = lazy(async () => ({ default: (await import('../create/create-dialog.js')).CreateDialog }));
const ColumnDialog = lazy(async () => ({ default: (await import('./column-dialog.js')).ColumnDialog }));
const FilterPanel = lazy(async () => ({ default: (await import('./filter-panel.js')).FilterPanel }));
const FilterChips = lazy(async () => ({ default: (await import('./filter-chips.js')).FilterChips }));
const ViewBar = lazy(async () => ({ default: (await import('../views/view-bar.js')).ViewBar }));
const Board = lazy(async () => ({ default: (await import('../board/board.js')).Board }));
const Calendar = lazy(async () => ({ default: (await import('../calendar/calendar.js')).Calendar }));

/** The one list, for whichever noun. */
export function NounPage({ noun }: { readonly noun: Noun }) {
  const say = useSay();
  const me = useMe();
  const { wish, change, fields, opens } = useListWish(noun);
  const columns = useColumns(noun, wish.view !== undefined && wish.view !== 'all');
  const selection = useSelection();
  const [isCreating, creating] = useDisclosure(false);
  const [isFiltering, filtering] = useDisclosure(false);
  const [isChoosing, choosing] = useDisclosure(false);
  const mayWrite = may(me, `${noun.plural}.write`);
  const runs = { create: mayWrite ? creating.open : undefined, filter: filtering.toggle, columns: choosing.open };
  const layouts = layoutsOf(noun, columns.all);
  useListCommands(noun, runs, layouts, (layout) => change({ ...wish, layout }));
  const { Asking } = partsOf(noun.name);
  const actions = <ListActions noun={noun} wish={wish} change={change} layouts={layouts} isFiltering={isFiltering} runs={runs} />;
  const shared = { noun, wish, change, columns };
  return (
    <Page title={say(`${noun.name}.many`)} needs={`${noun.plural}.read`} actions={actions}>
      <Suspense fallback={<div className="views" />}>
        <ViewBar {...shared} opens={opens} />
      </Suspense>
      <Suspense>{isFiltering && <FilterPanel wish={wish} change={change} fields={fields} />}</Suspense>
      <Suspense>{!isFiltering && wish.conditions.length > 0 && <FilterChips wish={wish} change={change} fields={fields} />}</Suspense>
      <Suspense fallback={<Lines count={9} height={30} />}>
        {opens && <Lines count={9} height={30} />}
        {!opens && wish.layout === 'table' && <RecordList {...shared} selection={mayWrite ? selection : undefined} create={runs.create} />}
        {!opens && wish.layout === 'board' && <Board {...shared} />}
        {!opens && wish.layout === 'calendar' && <Calendar {...shared} />}
      </Suspense>
      <Suspense>
        {Asking && <Asking />}
        {isCreating && <CreateDialog noun={noun} close={creating.close} />}
        {isChoosing && <ColumnDialog shown={columns.shown} all={columns.all} choose={columns.choose} close={choosing.close} />}
      </Suspense>
    </Page>
  );
}
