import { IconColumns3, IconFilter, IconLayoutKanban, IconPlus } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import type { Command } from '../command/command.js';
import { useOffer } from '../command/commands.js';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import type { Layout } from './list-search.js';

/** What can be done from a list. */
export interface ListRuns {
  readonly create: (() => void) | undefined;
  readonly filter: () => void;
  readonly columns: () => void;
}

/** Offers what can be done from a list to the palette, and by keys. */
export function useListCommands(noun: Noun, { create, filter, columns }: ListRuns, layouts: readonly Layout[], show: (layout: Layout) => void): void {
  const say = useSay();
  const showing = useRef(show);
  showing.current = show;
  const offered = layouts.join();
  const commands = useMemo<readonly Command[]>(
    () => [
      ...(create ? [{ id: 'create', group: 'page', label: say(`${noun.name}.create`), icon: IconPlus, keys: 'c', run: create } as const] : []),
      { id: 'filter', group: 'page', label: say('filter.title'), icon: IconFilter, keys: 'f', run: filter },
      { id: 'columns', group: 'page', label: say('columns.title'), icon: IconColumns3, keys: 'o', run: columns },
      ...(offered.split(',') as Layout[]).map((layout, at): Command => ({
        id: `layout-${layout}`,
        group: 'page',
        label: `${say('layout.title')}: ${say(`layout.${layout}`)}`,
        icon: IconLayoutKanban,
        keys: `v ${at + 1}`,
        run: () => showing.current(layout),
      })),
    ],
    [noun, say, create, filter, columns, offered],
  );
  useOffer(commands);
}
