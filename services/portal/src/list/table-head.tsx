import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Field } from '../fields/field.js';
import { rulesAt } from '../fields/field-rules.js';
import { useSay } from '../i18n/text.js';
import type { Noun, NounRecord } from '../nouns/noun.js';
import { Tick } from './tick.js';
import type { Selection } from './use-selection.js';

interface TableHeadProps {
  readonly noun: Noun;
  readonly records: readonly NounRecord[];
  readonly columns: readonly Field[];
  /** They are few enough for the narrowest page. */
  readonly isBrief: boolean;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly selection: Selection | undefined;
}

/** The names of the columns; those that the list can follow sort it. */
export function TableHead({ noun, records, columns, isBrief, sort, onSort, selection }: TableHeadProps) {
  const say = useSay();
  const chosen = selection ? records.filter(({ id }) => selection.ids.has(id)).length : 0;
  return (
    <thead>
      <tr aria-rowindex={1}>
        {selection && (
          <th scope="col" className="records-tick">
            <Tick
              label={say('bulk.all')}
              isOn={chosen > 0 && chosen === records.length}
              isPartly={chosen > 0 && chosen < records.length}
              toggle={() => selection.toggleAll(records)}
            />
          </th>
        )}
        <HeadCell
          label={say(`${noun.name}.column.name`)}
          path={rulesAt(noun, noun.title).isSortable ? noun.title : undefined}
          sort={sort}
          onSort={onSort}
          className="records-title"
        />
        {columns.map(({ path, label, kind, isSortable }, at) => (
          <HeadCell
            key={path}
            label={label}
            path={isSortable && path !== noun.title ? path : undefined}
            sort={sort}
            onSort={onSort}
            className={`column-${kind} ${isBrief ? '' : placeOf(at)}`}
          />
        ))}
      </tr>
    </thead>
  );
}

/** From which width of the page on a column is there. */
export function placeOf(at: number): string {
  if (at <= 1) return '';
  return at <= 3 ? 'at-md' : 'at-lg';
}

interface HeadCellProps {
  readonly label: string;
  readonly path: string | undefined;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly className: string;
}

function HeadCell({ label, path, sort, onSort, className }: HeadCellProps) {
  if (path === undefined)
    return (
      <th scope="col" className={className}>
        {label}
      </th>
    );
  const isUp = sort === path;
  const isDown = sort === `-${path}`;
  const Sign = isDown ? IconArrowDown : IconArrowUp;
  return (
    <th scope="col" className={className} aria-sort={isUp ? 'ascending' : isDown ? 'descending' : 'none'}>
      <UnstyledButton className="records-sort" data-on={isUp || isDown || undefined} onClick={() => onSort(isUp ? `-${path}` : path)}>
        {label}
        <Sign size={13} aria-hidden />
      </UnstyledButton>
    </th>
  );
}
