import { UnstyledButton } from '@mantine/core';
import { IconCalendarMonth, IconLayoutKanban, IconTable, type Icon } from '@tabler/icons-react';
import { useSay } from '../i18n/text.js';
import type { Layout } from './list-search.js';

const icons: Readonly<Record<Layout, Icon>> = { table: IconTable, board: IconLayoutKanban, calendar: IconCalendarMonth };

interface LayoutSwitchProps {
  readonly layouts: readonly Layout[];
  readonly layout: Layout;
  readonly choose: (layout: Layout) => void;
}

/** Shows the same list as a table, a board or a calendar. */
export function LayoutSwitch({ layouts, layout, choose }: LayoutSwitchProps) {
  const say = useSay();
  if (layouts.length < 2) return null;
  return (
    <div className="layouts" role="group" aria-label={say('layout.title')}>
      {layouts.map((each) => {
        const Sign = icons[each];
        return (
          <UnstyledButton
            key={each}
            className="layout"
            aria-pressed={each === layout}
            aria-label={say(`layout.${each}`)}
            title={say(`layout.${each}`)}
            onClick={() => choose(each)}
          >
            <Sign size={16} stroke={1.7} aria-hidden />
          </UnstyledButton>
        );
      })}
    </div>
  );
}
