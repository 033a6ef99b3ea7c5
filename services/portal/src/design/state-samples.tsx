import { Button } from '@mantine/core';
import { ConnectionError } from '@rapport/contracts/client';
import { IconUsers } from '@tabler/icons-react';
import { useSay } from '../i18n/text.js';
import { Failure, Missing, NoRight } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { Trouble } from '../states/trouble.js';
import { Sample } from './sample.js';

const lostLine = new ConnectionError(new Error('offline'));

/** Nothing here, not yet, not for you, not now: what each looks like wherever it happens. */
export function StateSamples() {
  const say = useSay();
  return (
    <Sample title={say('design.states')} where="states/">
      <div className="state-samples">
        <State icon={IconUsers} title={say('contact.empty.title')} text={say('contact.empty.text')} slim>
          <Button size="xs">{say('contact.create')}</Button>
        </State>
        <Failure error={lostLine} retry={() => undefined} slim />
        <NoRight slim />
        <Missing slim />
        <Lines count={5} />
        <Trouble error={lostLine} />
      </div>
    </Sample>
  );
}
