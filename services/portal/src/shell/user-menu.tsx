import { Menu, UnstyledButton } from '@mantine/core';
import { IconApi, IconChevronDown, IconLogout } from '@tabler/icons-react';
import { keyFor, useSay } from '../i18n/text.js';
import { Face } from '../look/face.js';
import { useColleagues } from '../session/colleagues.js';
import { useMe } from '../session/me.js';
import { signOut } from '../session/sign-in.js';
import { sayTrouble } from '../states/toast.js';
import { LanguageSwitch, ThemeSwitch } from './preferences.js';

/** Who is here, how they like the page, and the way out. */
export function UserMenu() {
  const say = useSay();
  const me = useMe();
  const { nameOf } = useColleagues();
  const name = nameOf(me.id) ?? me.username ?? me.id;
  const roles = me.roles.flatMap((role) => keyFor('role', role) ?? []).map((key) => say(key));
  return (
    <Menu position="bottom-end" width={268} withinPortal shadow="md">
      <Menu.Target>
        <UnstyledButton className="user row push" aria-label={say('shell.user')}>
          <Face name={name} />
          <span className="user-words">
            <span className="small">{name}</span>
            <span className="tiny soft">{me.tenant}</span>
          </span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="user-card">
          <strong>{name}</strong>
          <span className="tiny soft">{[say('shell.tenant', { tenant: me.tenant }), ...roles].join(' · ')}</span>
        </div>
        <Menu.Divider />
        <div className="user-card">
          <span className="tiny soft">{say('theme.label')}</span>
          <ThemeSwitch />
          <span className="tiny soft">{say('language.label')}</span>
          <LanguageSwitch />
        </div>
        <Menu.Divider />
        <Menu.Item component="a" href="/docs" leftSection={<IconApi size={16} />}>
          {say('nav.api')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut().catch(sayTrouble)}>
          {say('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
