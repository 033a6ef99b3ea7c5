import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { keys } from '../api/keys.js';
import { lastTrace } from '../api/last-trace.js';
import { troubleOf } from '../api/trouble.js';
import { useSay } from '../i18n/text.js';
import { State } from './state.js';
import { TraceLine } from './trace-line.js';

/** A page that failed while it was drawn or loaded: what to quote, another try, and the way on. The frame around it stands. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
  const say = useSay();
  const router = useRouter();
  const client = useQueryClient();
  const { traceId = lastTrace() } = troubleOf(error, say);
  const again = () => {
    // What was read may be what cannot be drawn.
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.me[0] });
    reset();
    void router.invalidate();
  };
  const words = (
    <>
      {say('state.broken.text')}
      <TraceLine traceId={traceId} />
    </>
  );
  return (
    <State icon={IconAlertTriangle} title={say('state.broken.title')} text={words} role="alert">
      <span className="row">
        <Button size="xs" onClick={again}>
          {say('state.retry')}
        </Button>
        <Button component="a" href="/" variant="default" size="xs">
          {say('state.broken.home')}
        </Button>
      </span>
    </State>
  );
}
