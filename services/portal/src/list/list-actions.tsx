import { Button } from '@mantine/core';
import { IconColumns3, IconFilter, IconPlus } from '@tabler/icons-react';
import { KeyHint } from '../command/key-hint.js';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import { LayoutSwitch } from './layout-switch.js';
import type { Layout, ListWish } from './list-search.js';
import type { ListRuns } from './use-list-commands.js';

interface ListActionsProps {
  readonly noun: Noun;
  readonly wish: ListWish;
  readonly change: (wish: ListWish) => void;
  readonly layouts: readonly Layout[];
  readonly isFiltering: boolean;
  readonly runs: ListRuns;
}

/** What can be done with a list, above it. */
export function ListActions({ noun, wish, change, layouts, isFiltering, runs }: ListActionsProps) {
  const say = useSay();
  const conditions = wish.conditions.length;
  return (
    <>
      <div className="filters push">
        <LayoutSwitch layouts={layouts} layout={wish.layout} choose={(layout) => change({ ...wish, layout })} />
        <Button
          variant={conditions > 0 ? 'light' : 'default'}
          size="xs"
          leftSection={<IconFilter size={14} aria-hidden />}
          rightSection={conditions > 0 ? <span className="tabular">{conditions}</span> : undefined}
          aria-expanded={isFiltering}
          aria-keyshortcuts="F"
          onClick={runs.filter}
        >
          {say('filter.open')}
        </Button>
        {wish.layout !== 'calendar' && (
          <Button variant="default" size="xs" leftSection={<IconColumns3 size={14} aria-hidden />} aria-haspopup="dialog" onClick={runs.columns}>
            {say(wish.layout === 'board' ? 'columns.ofBoard' : 'columns.open')}
          </Button>
        )}
      </div>
      {runs.create && (
        <Button
          className="page-create"
          size="xs"
          leftSection={<IconPlus size={15} aria-hidden />}
          rightSection={<KeyHint keys="c" />}
          aria-keyshortcuts="C"
          onClick={runs.create}
        >
          {say(`${noun.name}.create`)}
        </Button>
      )}
    </>
  );
}
