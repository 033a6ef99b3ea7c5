import { Popover, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconApi, IconDeviceMobile, IconKeyboard, IconLogout, IconPalette } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { KeyHint } from '../command/key-hint.js';
import { keyFor, useSay } from '../i18n/text.js';
import { useMe } from '../session/me.js';
import { signOut } from '../session/sign-in.js';
import { sayTrouble } from '../states/toast.js';
import { install, installOffer } from './installable.js';
import { useOwnName } from './own-name.js';
import { UserFace } from './user-face.js';
import { LanguageSwitch, ThemeSwitch } from './preferences.js';

interface UserMenuProps {
  readonly openHelp: () => void;
}

/** Who is here, how they like the page, and the way out. */
export function UserMenu({ openHelp }: UserMenuProps) {
  const [isOpen, menu] = useDisclosure(false);
  const say = useSay();
  const name = useOwnName();
  return (
    <Popover position="bottom-end" width={272} shadow="md" trapFocus returnFocus opened={isOpen} onChange={(open) => (open ? menu.open() : menu.close())}>
      <Popover.Target>
        <UnstyledButton className="user row" onClick={menu.toggle}>
          <VisuallyHidden>{say('shell.user')}</VisuallyHidden>
          <UserFace />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={say('shell.user')}>
        <UserCard name={name} close={menu.close} openHelp={openHelp} />
      </Popover.Dropdown>
    </Popover>
  );
}

function UserCard({ name, close, openHelp }: UserMenuProps & { readonly name: string; readonly close: () => void }) {
  const say = useSay();
  const { tenant, roles } = useMe();
  const isInstallable = useSyncExternalStore(installOffer.subscribe, installOffer.isThere);
  const titles = roles.flatMap((role) => keyFor('role', role) ?? []).map((key) => say(key));
  return (
    <>
      <div className="user-card">
        <strong>{name}</strong>
        <span className="tiny soft">{[say('shell.tenant', { tenant }), ...titles].join(' · ')}</span>
      </div>
      <div className="user-card">
        <span className="tiny soft">{say('theme.label')}</span>
        <ThemeSwitch />
        <span className="tiny soft">{say('language.label')}</span>
        <LanguageSwitch />
      </div>
      <div className="user-card">
        <UnstyledButton
          className="menu-item"
          onClick={() => {
            close();
            openHelp();
          }}
        >
          <IconKeyboard size={16} aria-hidden /> {say('command.help')}
          <span className="push">
            <KeyHint keys="?" />
          </span>
        </UnstyledButton>
        {isInstallable && (
          <UnstyledButton className="menu-item" onClick={() => void install()}>
            <IconDeviceMobile size={16} aria-hidden /> {say('shell.install')}
          </UnstyledButton>
        )}
        <UnstyledButton component="a" className="menu-item" href="/docs">
          <IconApi size={16} aria-hidden /> {say('nav.api')}
        </UnstyledButton>
        <UnstyledButton component={Link} to="/design" className="menu-item" onClick={close}>
          <IconPalette size={16} aria-hidden /> {say('design.title')}
        </UnstyledButton>
        <UnstyledButton className="menu-item" onClick={() => void signOut().catch(sayTrouble)}>
          <IconLogout size={16} aria-hidden /> {say('shell.signOut')}
        </UnstyledButton>
      </div>
    </>
  );
}
