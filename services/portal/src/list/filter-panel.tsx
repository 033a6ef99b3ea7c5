import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import { Button, SegmentedControl } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Field } from '../fields/field.js';
import { useSay } from '../i18n/text.js';
import { blankCondition, isWhole, type Condition } from './condition.js';
import { FilterRow } from './filter-row.js';
import type { ListWish } from './list-search.js';

interface FilterPanelProps {
  readonly wish: ListWish;
  readonly change: (wish: ListWish) => void;
  readonly fields: readonly Field[];
}

const typingMs = 350;

/** Narrows a list by any of its fields. What is built is applied while one builds it. */
export function FilterPanel({ wish, change, fields }: FilterPanelProps) {
  const say = useSay();
  const { rows, put } = useRows({ wish, change, fields });
  const blank = () => blankCondition(fields[0]!);
  return (
    <section className="filter-panel" aria-label={say('filter.title')}>
      {rows.map((condition, at) => (
        <FilterRow
          key={at}
          condition={condition}
          fields={fields}
          put={(next) => put(rows.with(at, next))}
          remove={() => put(rows.filter((_, index) => index !== at))}
        />
      ))}
      <div className="row row-wrap">
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => put([...rows, blank()])}>
          {say('filter.add')}
        </Button>
        {rows.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={say('filter.match')}
            data={[
              { value: 'all', label: say('filter.all') },
              { value: 'any', label: say('filter.any') },
            ]}
            value={wish.isAny ? 'any' : 'all'}
            onChange={(match) => change({ ...wish, isAny: match === 'any' })}
          />
        )}
        {wish.conditions.length > 0 && (
          <Button className="push" variant="subtle" color="gray" size="compact-sm" onClick={() => put([blank()])}>
            {say('list.filter.clear')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** The lines as they are being written; those that are whole are the wish. */
function useRows({ wish, change, fields }: FilterPanelProps) {
  const applied = useRef(wish.conditions);
  const [rows, setRows] = useState(() => (wish.conditions.length > 0 ? wish.conditions : [blankCondition(fields[0]!)]));
  useEffect(() => {
    // Narrowed from elsewhere, not by writing here.
    if (JSON.stringify(wish.conditions) !== JSON.stringify(applied.current)) setRows((applied.current = wish.conditions));
  }, [wish.conditions]);
  const apply = useDebouncedCallback((next: readonly Condition[]) => {
    applied.current = next.filter(isWhole);
    change({ ...wish, conditions: applied.current });
  }, typingMs);
  const put = (next: readonly Condition[]) => {
    setRows(next);
    apply(next);
  };
  return { rows, put };
}
