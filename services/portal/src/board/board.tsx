import '../look/board.css';
import { Button, Select, VisuallyHidden } from '@mantine/core';
import { IconSum } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { recordInLists } from '../api/fresh-lists.js';
import { useDrag } from '../drag/use-drag.js';
import type { Field } from '../fields/field.js';
import { useOptions } from '../fields/use-options.js';
import { useSay } from '../i18n/text.js';
import { CellConflict } from '../list/cell-conflict.js';
import type { Columns } from '../list/columns.js';
import { groupFields, groupsOf, type Group } from '../list/group.js';
import { callOf, type ListWish } from '../list/list-search.js';
import { useCellSave } from '../list/use-cell-save.js';
import type { Noun, NounRecord } from '../nouns/noun.js';
import { useMe } from '../session/me.js';
import { BoardColumn } from './board-column.js';

interface BoardProps {
  readonly noun: Noun;
  readonly wish: ListWish;
  readonly change: (wish: ListWish) => void;
  readonly columns: Columns;
}

/** The records of a list in columns by one of their fields; moved between them by mouse, finger and keyboard. */
export function Board({ noun, wish, change, columns }: BoardProps) {
  const say = useSay();
  const [isCounted, setCounted] = useState(false);
  const fields = groupFields(noun, columns.all);
  // By a field that the list is narrowed by already, all would stand in one column.
  const isOpen = ({ filterPath }: Field) => wish.conditions.every(({ path }) => path !== filterPath);
  const field = fields.find(({ path }) => path === wish.by) ?? fields.find(isOpen) ?? fields[0];
  if (!field) return null;
  return (
    <>
      <div className="board-head row row-wrap">
        <Select
          size="xs"
          label={say('board.by')}
          className="row-label"
          allowDeselect={false}
          data={fields.map(({ path, label }) => ({ value: path, label }))}
          value={field.path}
          onChange={(by) => by && change({ ...wish, by })}
        />
        {!isCounted && (
          <Button variant="subtle" size="compact-sm" leftSection={<IconSum size={14} aria-hidden />} onClick={() => setCounted(true)}>
            {say('list.count')}
          </Button>
        )}
      </div>
      <Lanes key={field.path} noun={noun} wish={wish} columns={columns} field={field} isCounted={isCounted} />
    </>
  );
}

interface LanesProps extends Omit<BoardProps, 'change'> {
  readonly field: Field;
  readonly isCounted: boolean;
}

function Lanes({ noun, wish, columns, field, isCounted }: LanesProps) {
  const say = useSay();
  const call = callOf(wish, columns.all, useMe().id);
  const groups = groupsOf(field, useOptions(field), say('board.none'));
  const { cells, arrivals, move, titleOf } = useMoves(noun, field, groups);
  const drag = useDrag({
    cardName: titleOf,
    zoneName: (word) => groups.find((group) => group.word === word)?.label ?? word,
    step: (key, word) => neighbour(groups, key, word),
    move,
  });
  return (
    <div className="board scrolls-aside" ref={drag.area} {...drag.on} data-dragging={drag.held !== undefined || undefined}>
      <VisuallyHidden id="drag-hint">{say('drag.hint')}</VisuallyHidden>
      <VisuallyHidden role="status">{drag.said}</VisuallyHidden>
      {groups.map((group) => (
        <BoardColumn
          key={group.word}
          noun={noun}
          group={group}
          field={field}
          columns={columns.shown.filter(({ path }) => path !== field.path)}
          call={call}
          arrivals={arrivals}
          isCounted={isCounted}
          isOver={drag.over === group.word}
          held={drag.held}
          sums={columns.all.filter(({ path }) => noun.board?.sums?.includes(path))}
        />
      ))}
      <CellConflict cells={cells} />
    </div>
  );
}

function neighbour(groups: readonly Group[], key: string, word: string): string | undefined {
  const at = groups.findIndex((group) => group.word === word);
  if (key === 'ArrowRight') return groups[Math.min(at + 1, groups.length - 1)]?.word;
  if (key === 'ArrowLeft') return groups[Math.max(at - 1, 0)]?.word;
  return undefined;
}

/** What was moved here stands in its new column before that is read again. */
function useMoves(noun: Noun, field: Field, groups: readonly Group[]) {
  const client = useQueryClient();
  const [moved, setMoved] = useState<ReadonlyMap<string, NounRecord>>(new Map());
  const cells = useCellSave(noun, (record) => setMoved((before) => new Map([...before, [record.id, record]])));
  const arrivals = useMemo(() => [...moved.values()], [moved]);
  const find = (id: string) => arrivals.find((record) => record.id === id) ?? recordInLists(client, noun, id);
  const move = (id: string, word: string) => {
    const seen = find(id);
    const group = groups.find((each) => each.word === word);
    if (!seen || !group) return;
    void cells.save(field, { value: group.means, seen });
  };
  const titleOf = (id: string) => {
    const record = find(id);
    return record ? noun.titleOf(record) : '';
  };
  return { cells, arrivals, move, titleOf };
}
