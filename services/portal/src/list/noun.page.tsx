import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconColumns3, IconFilter, IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useMemo } from 'react';
import type { Command } from '../command/command.js';
import { useOffer } from '../command/commands.js';
import { KeyHint } from '../command/key-hint.js';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import { may, useMe } from '../session/me.js';
import { Page } from '../shell/page.js';
import { useColumns } from './columns.js';
import { FilterChips } from './filter-chips.js';
import { RecordList } from './record-list.js';
import { useListWish } from './use-list-wish.js';
import { useSelection } from './use-selection.js';

const CreateDialog = lazy(async () => ({ default: (await import('../create/create-dialog.js')).CreateDialog }));
const ColumnDialog = lazy(async () => ({ default: (await import('./column-dialog.js')).ColumnDialog }));
const FilterPanel = lazy(async () => ({ default: (await import('./filter-panel.js')).FilterPanel }));

/** The one list, for whichever noun. */
export function NounPage({ noun }: { readonly noun: Noun }) {
  const say = useSay();
  const me = useMe();
  const { wish, change, fields } = useListWish(noun);
  const columns = useColumns(noun);
  const selection = useSelection();
  const [isCreating, creating] = useDisclosure(false);
  const [isFiltering, filtering] = useDisclosure(false);
  const [isChoosing, choosing] = useDisclosure(false);
  const mayWrite = may(me, `${noun.plural}.write`);
  const create = mayWrite ? creating.open : undefined;
  useListCommands(noun, { create, filter: filtering.toggle, columns: choosing.open });
  const actions = (
    <ListActions noun={noun} create={create} isFiltering={isFiltering} conditions={wish.conditions.length} filter={filtering.toggle} choose={choosing.open} />
  );
  return (
    <Page title={say(`${noun.name}.many`)} needs={`${noun.plural}.read`} actions={actions}>
      <Suspense>{isFiltering && <FilterPanel wish={wish} change={change} fields={fields} />}</Suspense>
      {!isFiltering && <FilterChips wish={wish} change={change} fields={fields} />}
      <RecordList noun={noun} wish={wish} change={change} columns={columns} selection={mayWrite ? selection : undefined} create={create} />
      <Suspense>
        {isCreating && <CreateDialog noun={noun} close={creating.close} />}
        {isChoosing && <ColumnDialog shown={columns.shown} all={columns.all} choose={columns.choose} close={choosing.close} />}
      </Suspense>
    </Page>
  );
}

interface ListActionsProps {
  readonly noun: Noun;
  readonly create: (() => void) | undefined;
  readonly isFiltering: boolean;
  readonly conditions: number;
  readonly filter: () => void;
  readonly choose: () => void;
}

function ListActions({ noun, create, isFiltering, conditions, filter, choose }: ListActionsProps) {
  const say = useSay();
  return (
    <>
      <div className="filters push">
        <Button
          variant={conditions > 0 ? 'light' : 'default'}
          size="xs"
          leftSection={<IconFilter size={14} aria-hidden />}
          rightSection={conditions > 0 ? <span className="tabular">{conditions}</span> : undefined}
          aria-expanded={isFiltering}
          aria-keyshortcuts="F"
          onClick={filter}
        >
          {say('filter.open')}
        </Button>
        <Button variant="default" size="xs" leftSection={<IconColumns3 size={14} aria-hidden />} aria-haspopup="dialog" onClick={choose}>
          {say('columns.open')}
        </Button>
      </div>
      {create && (
        <Button
          className="page-create"
          size="xs"
          leftSection={<IconPlus size={15} aria-hidden />}
          rightSection={<KeyHint keys="c" />}
          aria-keyshortcuts="C"
          onClick={create}
        >
          {say(`${noun.name}.create`)}
        </Button>
      )}
    </>
  );
}

interface ListRuns {
  readonly create: (() => void) | undefined;
  readonly filter: () => void;
  readonly columns: () => void;
}

function useListCommands(noun: Noun, { create, filter, columns }: ListRuns): void {
  const say = useSay();
  const commands = useMemo<readonly Command[]>(
    () => [
      ...(create ? [{ id: 'create', group: 'page', label: say(`${noun.name}.create`), icon: IconPlus, keys: 'c', run: create } as const] : []),
      { id: 'filter', group: 'page', label: say('filter.title'), icon: IconFilter, keys: 'f', run: filter },
      { id: 'columns', group: 'page', label: say('columns.title'), icon: IconColumns3, keys: 'o', run: columns },
    ],
    [noun, say, create, filter, columns],
  );
  useOffer(commands);
}
