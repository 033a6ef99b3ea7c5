import '@mantine/core/styles/Menu.layer.css';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconEdit, IconHome, IconPin, IconPinnedOff, IconTrash } from '@tabler/icons-react';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import { everything, type ListView } from './list-view.js';
import { useOpening } from './opening.js';
import { useOpenWith } from './use-open-with.js';

interface ViewMenuProps {
  readonly noun: Noun;
  readonly view: ListView;
  readonly mayChange: boolean;
  readonly edit: () => void;
  readonly pin: (isPinned: boolean) => void;
  readonly remove: () => void;
}

/** What can be done with a view. */
export function ViewMenu({ noun, view, mayChange, edit, pin, remove }: ViewMenuProps) {
  const say = useSay();
  const opening = useOpening(noun) ?? everything;
  const openFirst = useOpenWith(noun);
  const isFirst = opening === view.id;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={say('view.actions')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconHome size={15} />} disabled={isFirst && view.id === everything} onClick={() => openFirst(isFirst ? everything : view.id)}>
          {say(isFirst && view.id !== everything ? 'view.isFirst' : 'view.makeFirst')}
        </Menu.Item>
        {mayChange && view.kept && (
          <>
            <Menu.Item leftSection={<IconEdit size={15} />} onClick={edit}>
              {say('view.rename')}
            </Menu.Item>
            <Menu.Item leftSection={view.kept.pinned ? <IconPinnedOff size={15} /> : <IconPin size={15} />} onClick={() => pin(!view.kept?.pinned)}>
              {say(view.kept.pinned ? 'view.unpin' : 'view.pin')}
            </Menu.Item>
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={remove}>
              {say('view.delete')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
