import { IconDots, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { useSay } from '../i18n/text.js';
import { useMe } from '../session/me.js';
import { placesOf } from './navigation.js';

/** A phone has room for so many; of more, one is the way to the rest. */
const inOneRow = 5;

/** The places of the portal: beside the page, and below it on a phone, where what has no room waits behind a button. */
export function Rail({ path: here }: { readonly path: string }) {
  const say = useSay();
  const places = placesOf(useMe());
  const [isOpen, open] = useState(false);
  useEffect(() => open(false), [here]);
  const hasMore = places.length > inOneRow;
  const closeByKey = ({ key }: KeyboardEvent) => key === 'Escape' && open(false);
  const Sign = isOpen ? IconX : IconDots;
  return (
    <nav
      className="rail"
      style={{ ['--in-one-row' as string]: inOneRow }}
      aria-label={say('shell.nav')}
      data-more={hasMore || undefined}
      data-open={isOpen || undefined}
      onKeyDown={closeByKey}
    >
      <ul id="places">
        {places.map(({ path, label, icon: Icon }, at) => (
          <li key={path} data-rest={at >= inOneRow - 1 || undefined}>
            <Link
              to={path}
              activeProps={{ 'aria-current': 'page' }}
              activeOptions={{ includeSearch: false, exact: path === '/' || path === '/own' }}
              onClick={() => open(false)}
            >
              <Icon size={18} stroke={1.6} aria-hidden /> {say(label)}
            </Link>
          </li>
        ))}
      </ul>
      {hasMore && (
        <button type="button" className="rail-more" aria-expanded={isOpen} aria-controls="places" onClick={() => open(!isOpen)}>
          <Sign size={18} stroke={1.6} aria-hidden /> {say(isOpen ? 'nav.less' : 'nav.more')}
        </button>
      )}
    </nav>
  );
}
