import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Switch.layer.css';
import { useEffect } from 'react';
import { stepTaken } from '../home/steps.js';
import { Switch, VisuallyHidden } from '@mantine/core';
import { useSay, type MessageKey } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import { useCommands } from './commands.js';
import { KeyHint } from './key-hint.js';
import { shownKeys } from './keys.js';
import { switchPlainKeys, usePlainKeys } from './plain-keys.js';

/** Keys that belong to what one is doing, not to a command. */
const always: readonly (readonly [keys: string, label: MessageKey])[] = [
  ['Enter', 'help.key.save'],
  ['Esc', 'help.key.leave'],
  ['mod+Enter', 'help.key.note'],
];

const groups = ['page', 'go', 'anywhere'] as const;

/** Which keys do what, here and everywhere. */
export function HelpSheet({ close }: { readonly close: () => void }) {
  const say = useSay();
  const commands = useCommands();
  const isOn = usePlainKeys();
  useEffect(() => stepTaken('help'), []);
  return (
    <Dialog title={say('help.title')} close={close} size="lg">
      <div className="help">
        {groups.map((group) => (
          <Keys
            key={group}
            title={say(`command.group.${group}`)}
            rows={commands.flatMap(({ group: own, keys, label }) => (own === group && keys ? [{ keys, label }] : []))}
          />
        ))}
        <Keys title={say('help.typing')} rows={always.map(([keys, label]) => ({ keys, label: say(label) }))} />
      </div>
      <Switch
        className="help-switch"
        label={say('help.plainKeys')}
        description={say('help.plainKeysHint')}
        checked={isOn}
        onChange={({ currentTarget }) => switchPlainKeys(currentTarget.checked)}
      />
    </Dialog>
  );
}

interface KeysProps {
  readonly title: string;
  readonly rows: readonly { readonly keys: string; readonly label: string }[];
}

function Keys({ title, rows }: KeysProps) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h3 className="panel-title">{title}</h3>
      <dl className="help-keys">
        {rows.map(({ keys, label }) => (
          <div key={keys} className="row">
            <dt>{label}</dt>
            <dd className="push">
              <VisuallyHidden>{shownKeys(keys).join(' ')}</VisuallyHidden>
              <KeyHint keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
