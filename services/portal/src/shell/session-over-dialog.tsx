import '../look/modal.css';
import { Button, Modal } from '@mantine/core';
import { useSay } from '../i18n/text.js';
import { signedInPath, signInUrl } from '../session/sign-in.js';

/** Asks somebody to sign in again whose session ended while the page was open: in a window of its own, so that what was typed here stays. */
export function SessionOverDialog() {
  const say = useSay();
  const url = signInUrl({ pathname: signedInPath, search: '' });
  return (
    <Modal opened onClose={() => undefined} withCloseButton={false} title={say('state.over.title')} size="sm" centered zIndex={500}>
      <div className="stack">
        <p className="soft">{say('state.over.text')}</p>
        <Button component="a" href={url} target="_blank" rel="opener" data-autofocus>
          {say('entrance.signIn')}
        </Button>
      </div>
    </Modal>
  );
}
