import '@mantine/core/styles/PillsInput.layer.css';
import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Switch.layer.css';
import '../look/desk.css';
import { Button, MultiSelect, Select, Switch, TagsInput } from '@mantine/core';
import { CaseTurn, DeskSettingsService, type DeskSettings } from '@rapport/contracts/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { callsOf } from '../api/api.js';
import { keys } from '../api/keys.js';
import { useSay, type MessageKey } from '../i18n/text.js';
import { teamShown, useColleagues } from '../session/colleagues.js';
import { Page } from '../shell/page.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { sayDone } from '../states/toast.js';
import { Trouble } from '../states/trouble.js';
import { IntentTeams } from './intent-teams.js';

const deskSettings = callsOf(DeskSettingsService);
const turns: readonly (readonly [turn: CaseTurn, label: MessageKey])[] = [
  [CaseTurn.UNSPECIFIED, 'deskSettings.turn.nobody'],
  [CaseTurn.ROUND_ROBIN, 'deskSettings.turn.roundRobin'],
  [CaseTurn.LEAST_LOAD, 'deskSettings.turn.leastLoad'],
];

/** Who gets which cases, who reviews articles, and whether visitors may chat. */
export function DeskSettingsPage() {
  const say = useSay();
  const query = useQuery({ queryKey: keys.deskSettings, queryFn: ({ signal }) => deskSettings.getDeskSettings({}, { signal }) });
  return (
    <Page title={say('deskSettings.title')} needs="desk-settings.write" lead={say('deskSettings.lead')}>
      {query.isPending && <Lines count={5} height={40} />}
      {query.isError && !query.data && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && <SettingsForm before={query.data} />}
    </Page>
  );
}

function SettingsForm({ before }: { readonly before: DeskSettings }) {
  const say = useSay();
  const client = useQueryClient();
  const [draft, setDraft] = useState(before);
  const put = (change: Partial<DeskSettings>) => setDraft((now) => ({ ...now, ...change }));
  const save = useMutation({
    mutationFn: () => deskSettings.putDeskSettings({ settings: draft }),
    onSuccess: (fresh) => {
      client.setQueryData(keys.deskSettings, fresh);
      sayDone(say('deskSettings.saved'));
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="desk-settings stack" onSubmit={submit}>
      <Turns draft={draft} put={put} />
      <IntentTeams chosen={draft.intentTeams} choose={(intentTeams) => put({ intentTeams })} />
      <Switch
        label={say('deskSettings.ownReview')}
        description={say('deskSettings.ownReviewHint')}
        checked={draft.ownReview}
        onChange={({ currentTarget }) => put({ ownReview: currentTarget.checked })}
      />
      <Switch
        label={say('deskSettings.visitors')}
        description={say('deskSettings.visitorsHint')}
        checked={draft.visitors}
        onChange={({ currentTarget }) => put({ visitors: currentTarget.checked })}
      />
      {draft.visitors && (
        <TagsInput
          label={say('deskSettings.sites')}
          description={say('deskSettings.sitesHint')}
          acceptValueOnBlur
          value={draft.visitorSites}
          onChange={(visitorSites) => put({ visitorSites })}
        />
      )}
      {save.error && <Trouble error={save.error} />}
      <div className="row">
        <Button type="submit" size="sm" loading={save.isPending}>
          {say('action.save')}
        </Button>
      </div>
    </form>
  );
}

interface TurnsProps {
  readonly draft: DeskSettings;
  readonly put: (change: Partial<DeskSettings>) => void;
}

function Turns({ draft, put }: TurnsProps) {
  const say = useSay();
  const { all, teams, nameOf } = useColleagues();
  const people = [...new Set([...all.map(({ id }) => id), ...draft.agentIds])];
  return (
    <>
      <Select
        label={say('deskSettings.turn')}
        description={say('deskSettings.turnHint')}
        allowDeselect={false}
        data={turns.map(([value, label]) => ({ value: String(value), label: say(label) }))}
        value={String(draft.turn)}
        onChange={(turn) => put({ turn: Number(turn) })}
      />
      {draft.turn !== CaseTurn.UNSPECIFIED && (
        <MultiSelect
          label={say('deskSettings.agents')}
          placeholder={draft.agentIds.length === 0 ? say('deskSettings.agentsHint') : ''}
          searchable
          data={people.map((value) => ({ value, label: nameOf(value) ?? value }))}
          value={draft.agentIds}
          onChange={(agentIds) => put({ agentIds })}
        />
      )}
      <Select
        label={say('deskSettings.team')}
        clearable
        data={[...new Set([...teams, ...(draft.teamId ? [draft.teamId] : [])])].map((value) => ({ value, label: teamShown(value) }))}
        value={draft.teamId || null}
        onChange={(teamId) => put({ teamId: teamId ?? '' })}
      />
    </>
  );
}
