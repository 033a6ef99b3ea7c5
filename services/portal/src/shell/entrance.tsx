import '../look/entrance.css';
import { Alert, Button } from '@mantine/core';
import { useEffect } from 'react';
import { useSay, type MessageKey } from '../i18n/text.js';
import { signInUrl } from '../session/sign-in.js';
import { LanguageSwitch } from './preferences.js';

const points: readonly (readonly [title: MessageKey, text: MessageKey])[] = [
  ['entrance.point1.title', 'entrance.point1.text'],
  ['entrance.point2.title', 'entrance.point2.text'],
  ['entrance.point3.title', 'entrance.point3.text'],
];

/** What somebody sees who is not signed in. */
export function Entrance() {
  const say = useSay();
  const hasFailed = window.location.search.includes('sign-in=failed');
  useEffect(() => void (document.title = 'Rapport'), []);
  return (
    <div className="entrance">
      <header className="entrance-top">
        <span className="brand">
          <img src="/icon.svg" alt="" /> Rapport
        </span>
        <LanguageSwitch short />
      </header>
      <main className="entrance-main">
        <div className="entrance-middle">
          <h1>{say('app.tagline')}</h1>
          <p className="entrance-lead">{say('entrance.lead')}</p>
          {hasFailed && (
            <Alert color="red" mb="md" role="alert">
              {say('entrance.failed')}
            </Alert>
          )}
          <Button component="a" href={signInUrl()} size="md">
            {say('entrance.signIn')}
          </Button>
        </div>
        <div className="entrance-points">
          {points.map(([title, text]) => (
            <div key={title}>
              <h2>{say(title)}</h2>
              <p className="small soft">{say(text)}</p>
            </div>
          ))}
        </div>
      </main>
    </div>
  );
}
