import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useLiveChanges } from '../api/use-live-changes.js';
import { useSay } from '../i18n/text.js';
import { may, useMe } from '../session/me.js';
import { placesOf } from './navigation.js';
import { SearchBox } from './search-box.js';
import { SessionOver } from './session-over-dialog.js';
import { UserMenu } from './user-menu.js';

/** The frame around every page of somebody who is signed in. */
export function Shell() {
  const say = useSay();
  const me = useMe();
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useLiveChanges();
  useFocusOnArrival(main, path);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {say('shell.skip')}
      </a>
      <header className="bar">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" /> Rapport
        </Link>
        {may(me, 'search.read') && <SearchBox />}
        <UserMenu />
      </header>
      <Rail />
      <main className="main" id="main" tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <SessionOver />
    </div>
  );
}

function Rail() {
  const say = useSay();
  return (
    <nav className="rail" aria-label={say('shell.nav')}>
      <ul>
        {placesOf(useMe()).map(({ path, label, icon: Sign }) => (
          <li key={path}>
            <Link to={path} activeProps={{ 'aria-current': 'page' }} activeOptions={{ includeSearch: false }}>
              <Sign size={18} stroke={1.6} aria-hidden /> {say(label)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
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
