import { Link } from '@tanstack/react-router';
import { saidOr, useSay } from '../i18n/text.js';
import { useMe } from '../session/me.js';
import { placesOf } from '../shell/navigation.js';

/** For whoever has no day with customers: the pages that they look after, each with what it is for. */
export function Places() {
  const say = useSay();
  const places = placesOf(useMe()).filter(({ path }) => path !== '/');
  return (
    <section aria-labelledby="places">
      <h2 id="places" className="panel-title">
        {say('home.places')}
      </h2>
      <ul className="places">
        {places.map(({ path, label, icon: Sign }) => (
          <li key={path}>
            <Link className="place" to={path}>
              <Sign size={18} stroke={1.6} aria-hidden />
              <span>
                <strong>{say(label)}</strong>
                <span className="tiny soft">{saidOr(say, `home.place.${path.slice(1)}`, '')}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
