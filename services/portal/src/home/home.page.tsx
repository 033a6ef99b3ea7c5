import './home.css';
import { Suspense } from 'react';
import { nounNamed } from '../nouns/nouns.js';
import { useSay } from '../i18n/text.js';
import { useColleagues } from '../session/colleagues.js';
import { may, useMe, type Me } from '../session/me.js';
import { Page } from '../shell/page.js';
import { Lines } from '../states/loading.js';
import { FirstSteps } from './first-steps.js';
import { MyDay } from './my-day.js';
import { Places } from './places.js';
import { RecentRecords } from './recent-records.js';

/** Where a colleague's day begins: what is to be done, what was last worked on, and what there is to learn. */
export function HomePage() {
  const say = useSay();
  const me = useMe();
  const { nameOf } = useColleagues();
  const name = (nameOf(me.id) ?? me.username ?? '').split(' ')[0] ?? '';
  const recent = ['contact', 'company'].filter((noun) => mayRead(me, noun));
  return (
    <Page title={say(greeting(), { name })}>
      <div className="home">
        <div className="stack">
          {mayRead(me, 'task') && (
            <Suspense fallback={<Lines count={5} height={22} />}>
              <MyDay />
            </Suspense>
          )}
          {!mayRead(me, 'task') && recent.length === 0 && <Places />}
          {recent.map((noun) => (
            <Suspense key={noun} fallback={<Lines count={4} height={22} />}>
              <RecentRecords name={noun} />
            </Suspense>
          ))}
        </div>
        <FirstSteps />
      </div>
    </Page>
  );
}

function mayRead(me: Me, name: string): boolean {
  const noun = nounNamed(name);
  return noun !== undefined && may(me, `${noun.plural}.read`);
}

function greeting(hour = new Date().getHours()) {
  if (hour >= 5 && hour < 12) return 'home.morning';
  return hour >= 12 && hour < 18 ? 'home.afternoon' : 'home.evening';
}
