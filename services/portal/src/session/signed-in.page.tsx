import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useSay } from '../i18n/text.js';
import { State } from '../states/state.js';
import { signedInChannel } from './sign-in.js';

/** Where a window ends in which somebody signed in again: tells the page that waits, and closes. */
export function SignedInPage() {
  const say = useSay();
  useEffect(() => {
    const channel = new BroadcastChannel(signedInChannel);
    channel.postMessage('signed in');
    channel.close();
    window.close();
  }, []);
  return (
    <State icon={IconCircleCheck} title={say('signedIn.title')} text={say('signedIn.text')} role="status">
      <Button component="a" href="/" variant="default" size="xs">
        {say('signedIn.go')}
      </Button>
    </State>
  );
}
