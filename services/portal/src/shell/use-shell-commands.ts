import { useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { IconBook, IconDeviceDesktop, IconKeyboard, IconLanguage, IconLogout, IconMoon, IconSearch, IconSun, type Icon } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Command } from '../command/command.js';
import { useOffer } from '../command/commands.js';
import { chooseLocale, locales, useLocale } from '../i18n/locale.js';
import { useSay } from '../i18n/text.js';
import { may, useMe } from '../session/me.js';
import { signOut } from '../session/sign-in.js';
import { sayTrouble } from '../states/toast.js';
import { placesOf } from './navigation.js';

interface ShellWindows {
  readonly openPalette: () => void;
  readonly openHelp: () => void;
  readonly openAsk: () => void;
  readonly openTour: () => void;
}

/** Offers what can be done on every page. */
export function useShellCommands(windows: ShellWindows): void {
  const places = usePlaceCommands();
  const looks = useLookCommands();
  const say = useSay();
  const mayAsk = may(useMe(), 'knowledge.ask');
  const { openPalette, openHelp, openAsk, openTour } = windows;
  const commands = useMemo<readonly Command[]>(
    () => [
      ...places,
      { id: 'palette', group: 'anywhere', label: say('palette.open'), icon: IconSearch, keys: 'mod+k', run: openPalette },
      ...(mayAsk ? [{ id: 'ask', group: 'anywhere', label: say('ask.open'), icon: IconBook, keys: 'g q', run: openAsk } as const] : []),
      { id: 'help', group: 'anywhere', label: say('command.help'), icon: IconKeyboard, keys: '?', run: openHelp },
      { id: 'tour', group: 'anywhere', label: say('command.tour'), icon: IconBook, run: openTour },
      ...looks,
      { id: 'sign-out', group: 'anywhere', label: say('shell.signOut'), icon: IconLogout, run: () => void signOut().catch(sayTrouble) },
    ],
    [places, looks, say, mayAsk, openPalette, openHelp, openAsk, openTour],
  );
  useOffer(commands);
}

function usePlaceCommands(): readonly Command[] {
  const say = useSay();
  const me = useMe();
  const navigate = useNavigate();
  return useMemo(
    () => placesOf(me).map(({ path, label, icon, keys }) => ({ id: path, group: 'go', label: say(label), icon, keys, run: () => void navigate({ to: path }) })),
    [say, me, navigate],
  );
}

const schemes: readonly (readonly [scheme: MantineColorScheme, icon: Icon])[] = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['auto', IconDeviceDesktop],
];

function useLookCommands(): readonly Command[] {
  const say = useSay();
  const locale = useLocale();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return useMemo(
    () => [
      ...schemes
        .filter(([scheme]) => scheme !== colorScheme)
        .map(([scheme, icon]): Command => ({
          id: `theme-${scheme}`,
          group: 'anywhere',
          label: say('command.theme', { theme: say(`theme.${scheme}`) }),
          icon,
          run: () => setColorScheme(scheme),
        })),
      ...locales
        .filter((each) => each !== locale)
        .map((each): Command => ({
          id: `language-${each}`,
          group: 'anywhere',
          label: say('command.language', { language: say(`language.${each}`) }),
          icon: IconLanguage,
          run: () => void chooseLocale(each).catch(sayTrouble),
        })),
    ],
    [say, locale, colorScheme, setColorScheme],
  );
}
