import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useRef } from 'react';
import { useLiveChanges } from '../api/use-live-changes.js';
import { useTypedAhead } from '../command/typed-ahead.js';
import { useShortcuts } from '../command/use-shortcuts.js';
import { useSay } from '../i18n/text.js';
import { may, useMe } from '../session/me.js';
import { useSignInAgain } from '../session/use-sign-in-again.js';
import { goOnTour, useTourStep } from '../tour/tour-place.js';
import { ConnectionBanner } from './connection-banner.js';
import { Rail } from './rail.js';
import { SearchButton } from './search-button.js';
import { fetchAhead, shellWindows } from './shell-windows.js';
import { UserFace } from './user-face.js';
import { useShellCommands } from './use-shell-commands.js';

const UserMenu = lazy(shellWindows.userMenu);
const Bell = lazy(shellWindows.bell);
const Palette = lazy(shellWindows.palette);
const HelpSheet = lazy(shellWindows.help);
const AskPanel = lazy(shellWindows.ask);
const Tour = lazy(shellWindows.tour);
const SessionOverDialog = lazy(shellWindows.sessionOver);

/** The frame around every page of somebody who is signed in. */
export function Shell() {
  const say = useSay();
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const palette = usePalette();
  const [isHelpOpen, help] = useDisclosure(false);
  const [isAskOpen, ask] = useDisclosure(false);
  const isOnTour = useTourStep() !== undefined;
  const isSessionOver = useSignInAgain();
  const tellsOfChanges = may(useMe(), 'notifications.read');
  useLiveChanges();
  useFocusOnArrival(main, path);
  useShortcuts();
  useShellCommands({ openPalette: palette.open, openHelp: help.open, openAsk: ask.open, openTour });
  useEffect(fetchAhead, []);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {say('shell.skip')}
      </a>
      <header className="bar">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" /> Rapport
        </Link>
        <SearchButton open={palette.open} />
        <div className="push">
          <Suspense>{tellsOfChanges && <Bell />}</Suspense>
        </div>
        <OwnMenu openHelp={help.open} />
      </header>
      <Rail path={path} />
      <main className="main" id="main" tabIndex={-1} ref={main}>
        <ConnectionBanner />
        <Outlet />
      </main>
      <Suspense>
        {palette.isOpen && <Palette close={palette.close} takeTyped={palette.takeTyped} />}
        {isHelpOpen && <HelpSheet close={help.close} />}
        {isAskOpen && <AskPanel close={ask.close} />}
        {isOnTour && <Tour />}
        {isSessionOver && <SessionOverDialog />}
      </Suspense>
    </div>
  );
}

const openTour = () => goOnTour(0);

/** From the key that opens it on, whatever is typed is the palette's. */
function usePalette() {
  const [isOpen, palette] = useDisclosure(false);
  const { begin, take } = useTypedAhead();
  const open = useCallback(() => {
    begin();
    palette.open();
  }, [begin, palette.open]);
  const close = () => {
    take();
    palette.close();
  };
  return { isOpen, open, close, takeTyped: take };
}

function OwnMenu({ openHelp }: { readonly openHelp: () => void }) {
  const face = (
    <span className="user row">
      <UserFace />
    </span>
  );
  return (
    <Suspense fallback={face}>
      <UserMenu openHelp={openHelp} />
    </Suspense>
  );
}

/** A new page begins at its top, for eyes and for screen readers; not the first one, where the browser is right already. */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>, path: string): void {
  const before = useRef(path);
  useEffect(() => {
    const came = before.current;
    before.current = path;
    if (came === path || came === '/') return;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [main, path]);
}
