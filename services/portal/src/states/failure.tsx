import { Button } from '@mantine/core';
import { IconCloudOff, IconLock, IconMoodEmpty } from '@tabler/icons-react';
import { isRefusal, troubleOf } from '../api/trouble.js';
import { useSay } from '../i18n/text.js';
import { State } from './state.js';
import { TraceLine } from './trace-line.js';

/** Says what went wrong with reading a page or part of it, with the trace id to quote, and offers another try. */
export function Failure({ error, retry, slim = false }: { readonly error: unknown; readonly retry?: () => void; readonly slim?: boolean }) {
  const say = useSay();
  if (isRefusal(error, 403)) return <NoRight slim={slim} />;
  if (isRefusal(error, 404)) return <Missing slim={slim} />;
  const { title, text, traceId } = troubleOf(error, say);
  const words = (
    <>
      {text}
      <TraceLine traceId={traceId} />
    </>
  );
  return (
    <State icon={IconCloudOff} title={title} text={words} slim={slim} role="alert">
      {retry && (
        <Button variant="default" size="xs" onClick={retry}>
          {say('state.retry')}
        </Button>
      )}
    </State>
  );
}

/** The page is not for this role. */
export function NoRight({ slim = false }: { readonly slim?: boolean }) {
  const say = useSay();
  return <State icon={IconLock} title={say('state.noRight.title')} text={say('state.noRight.text')} slim={slim} />;
}

/** The address leads to nothing that this person may see. */
export function Missing({ slim = false }: { readonly slim?: boolean }) {
  const say = useSay();
  return <State icon={IconMoodEmpty} title={say('state.missing.title')} text={say('state.missing.text')} slim={slim} />;
}
