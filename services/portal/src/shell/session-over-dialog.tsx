import { Button, Modal } from '@mantine/core';
import { useSay } from '../i18n/text.js';
import { useSessionOver } from '../session/session-over.js';
import { signInUrl } from '../session/sign-in.js';

/** Asks somebody to sign in again whose session ended while the page was open. */
export function SessionOver() {
  const say = useSay();
  return (
    <Modal opened={useSessionOver()} onClose={() => undefined} withCloseButton={false} title={say('state.over.title')} size="sm" centered zIndex={500}>
      <div className="stack">
        <p className="soft">{say('state.over.text')}</p>
        <Button component="a" href={signInUrl()} data-autofocus>
          {say('entrance.signIn')}
        </Button>
      </div>
    </Modal>
  );
}
