import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Switch.layer.css';
import '@mantine/core/styles/Badge.layer.css';
import { Badge, Switch } from '@mantine/core';
import type { AiSwitch, AiUse } from '@rapport/contracts/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import { useColleagues } from '../session/colleagues.js';
import { may, useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { sayDone, sayTrouble } from '../states/toast.js';
import { aiCalls } from './ai-calls.js';
import { aiUses, type UseWords } from './ai-uses.js';

/** Which uses of models are on; for those who may, a way to switch them. */
export function AiSwitches() {
  const say = useSay();
  const mayWrite = may(useMe(), 'ai-settings.write');
  const query = useQuery({ queryKey: keys.aiSettings, queryFn: ({ signal }) => aiCalls.settings.getAiSettings({}, { signal }) });
  return (
    <section aria-labelledby="ai-switches" className="ai-part">
      <h2 id="ai-switches">{say('ai.switches')}</h2>
      {!mayWrite && <p className="small soft">{say('ai.readOnly')}</p>}
      {query.isPending && <Lines count={6} height={36} />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} slim />}
      <ul className="ai-switches">
        {aiUses.map(([use, words]) => {
          const found = query.data?.switches.find((each) => each.use === use);
          return found && <Line key={use} found={found} words={words} />;
        })}
      </ul>
    </section>
  );
}

interface LineProps {
  readonly found: AiSwitch;
  readonly words: UseWords;
}

function Line({ found, words }: LineProps) {
  const say = useSay();
  const mayWrite = may(useMe(), 'ai-settings.write');
  const setting = useSetting(say(words.name));
  return (
    <li>
      {mayWrite ? (
        <Switch
          label={say(words.name)}
          description={say(words.text)}
          checked={found.on}
          disabled={setting.isPending}
          onChange={({ currentTarget }) => setting.mutate({ use: found.use, on: currentTarget.checked })}
        />
      ) : (
        <div>
          <div>{say(words.name)}</div>
          <div className="small soft">{say(words.text)}</div>
        </div>
      )}
      <span className="ai-state">
        <Changed by={found} />
        {!mayWrite && (
          <Badge variant="light" color={found.on ? 'pine' : 'gray'}>
            {say(found.on ? 'ai.on' : 'ai.off')}
          </Badge>
        )}
      </span>
    </li>
  );
}

function useSetting(name: string) {
  const say = useSay();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wish: { readonly use: AiUse; readonly on: boolean }) => aiCalls.settings.setAiSwitch(wish),
    onSuccess: (fresh, { on }) => {
      client.setQueryData(keys.aiSettings, fresh);
      sayDone(say(on ? 'ai.switchedOn' : 'ai.switchedOff', { use: name }));
    },
    onError: sayTrouble,
  });
}

function Changed({ by: { changedBy, changedAt } }: { readonly by: AiSwitch }) {
  const format = useFormat();
  const { nameOf } = useColleagues();
  if (!changedBy || !changedAt) return null;
  return <span className="tiny soft">{[nameOf(changedBy), format.time(dateOf(changedAt))].filter(Boolean).join(' · ')}</span>;
}
