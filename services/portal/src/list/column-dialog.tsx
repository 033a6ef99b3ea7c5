import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Field } from '../fields/field.js';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';

interface ColumnDialogProps {
  readonly shown: readonly Field[];
  readonly all: readonly Field[];
  readonly choose: (paths: readonly string[]) => void;
  readonly close: () => void;
}

/** Chooses the columns of a list and their order. What is chosen is seen at once behind it. */
export function ColumnDialog({ shown, all, choose, close }: ColumnDialogProps) {
  const say = useSay();
  const chosen = shown.map(({ path }) => path);
  const others = all.filter(({ path }) => !chosen.includes(path));
  const move = (path: string, by: number) => {
    const at = chosen.indexOf(path);
    choose(chosen.with(at, chosen[at + by]!).with(at + by, path));
  };
  return (
    <Dialog title={say('columns.title')} close={close}>
      <p className="small soft panel-note">{say('columns.lead')}</p>
      <ul className="columns">
        {shown.map(({ path, label }, at) => (
          <li key={path} className="row">
            <Checkbox size="sm" label={label} checked onChange={() => choose(chosen.filter((each) => each !== path))} />
            <span className="push">
              <Mover label={say('columns.up', { field: label })} isAtEnd={at === 0} move={() => move(path, -1)} icon={IconArrowUp} />
              <Mover label={say('columns.down', { field: label })} isAtEnd={at === shown.length - 1} move={() => move(path, 1)} icon={IconArrowDown} />
            </span>
          </li>
        ))}
        {others.map(({ path, label }) => (
          <li key={path} className="row">
            <Checkbox size="sm" label={label} checked={false} onChange={() => choose([...chosen, path])} />
          </li>
        ))}
      </ul>
      <div className="row dialog-foot">
        <Button onClick={close}>{say('columns.done')}</Button>
      </div>
    </Dialog>
  );
}

interface MoverProps {
  readonly label: string;
  readonly isAtEnd: boolean;
  readonly move: () => void;
  readonly icon: typeof IconArrowUp;
}

function Mover({ label, isAtEnd, move, icon: Sign }: MoverProps) {
  return (
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={label} disabled={isAtEnd} onClick={move}>
      <Sign size={14} />
    </ActionIcon>
  );
}
