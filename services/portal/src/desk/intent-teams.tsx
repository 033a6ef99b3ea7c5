import { Select } from '@mantine/core';
import { IntentTeamSchema, rulesOf, type DeskSettings } from '@rapport/contracts/client';
import { IconUsersGroup } from '@tabler/icons-react';
import { saidOr, useSay } from '../i18n/text.js';
import { teamShown, useColleagues } from '../session/colleagues.js';
import { State } from '../states/state.js';

/** As the contract lists them. */
const intents = rulesOf(IntentTeamSchema.field.intent).oneOf;

type Teams = DeskSettings['intentTeams'];

interface IntentTeamsProps {
  readonly chosen: Teams;
  readonly choose: (teams: Teams) => void;
}

/** Which team answers what: cases go there once somebody confirms what they are about. */
export function IntentTeams({ chosen, choose }: IntentTeamsProps) {
  const say = useSay();
  const { teams } = useColleagues();
  const offered = [...new Set([...teams, ...chosen.map(({ teamId }) => teamId)])].map((value) => ({ value, label: teamShown(value) }));
  return (
    <fieldset className="intent-teams">
      <legend>{say('deskSettings.intents')}</legend>
      <p className="tiny soft">{say('deskSettings.intentsHint')}</p>
      {offered.length === 0 ? (
        <State icon={IconUsersGroup} title={say('deskSettings.noTeams')} text={say('deskSettings.noTeamsText')} slim />
      ) : (
        intents.map((intent) => (
          <Select
            key={intent}
            size="xs"
            label={saidOr(say, `intent.${intent}`, intent)}
            placeholder={say('deskSettings.staysThere')}
            clearable
            data={offered}
            value={chosen.find((each) => each.intent === intent)?.teamId ?? null}
            onChange={(teamId) => choose(withTeam(chosen, intent, teamId))}
          />
        ))
      )}
    </fieldset>
  );
}

function withTeam(teams: Teams, intent: string, teamId: string | null): Teams {
  const others = teams.filter((each) => each.intent !== intent);
  return teamId ? [...others, { $typeName: 'rapport.service_desk.v1.IntentTeam', intent, teamId }] : others;
}
