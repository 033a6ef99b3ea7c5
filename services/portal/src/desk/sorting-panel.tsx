import { Button, NativeSelect } from '@mantine/core';
import { CasePriority, CaseSortingService, CaseType, rulesOf, SortingState, type CaseSorting } from '@rapport/contracts/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { useFormat } from '../i18n/format.js';
import { saidOr, useSay } from '../i18n/text.js';
import { teamShown, useColleagues } from '../session/colleagues.js';
import { may, useMe } from '../session/me.js';
import { Trouble } from '../states/trouble.js';
import { sortingCalls } from './desk-calls.js';

/** As the contract lists them. */
const intents = rulesOf(CaseSortingService.method.decideCaseSorting.input.field.intent).oneOf;

/** What a program takes a case to be about, how sure it is, and what a colleague says of that. */
export function SortingPanel({ caseId }: { readonly caseId: string }) {
  const me = useMe();
  const mayRead = may(me, 'case-sortings.read');
  const query = useQuery({
    queryKey: keys.sorting(caseId),
    queryFn: ({ signal }) => sortingCalls.getCaseSorting({ id: caseId }, { signal }),
    enabled: mayRead,
  });
  const say = useSay();
  if (!query.data || query.data.state === SortingState.UNSPECIFIED) return null;
  const { state, teamId } = query.data;
  return (
    <section aria-labelledby="sorting" className="sorting">
      <h2 id="sorting" className="panel-title">
        {say('sorting.title')}
      </h2>
      <Guess sorting={query.data} />
      {state === SortingState.SUGGESTED && <Meaning sorting={query.data} />}
      {state === SortingState.SUGGESTED && teamId && <p className="tiny soft">{say('sorting.team', { team: teamShown(teamId) })}</p>}
      {may(me, 'cases.handle') && <Decide caseId={caseId} sorting={query.data} />}
    </section>
  );
}

function Guess({ sorting: { state, intent, confidence, decidedBy } }: { readonly sorting: CaseSorting }) {
  const say = useSay();
  const format = useFormat();
  const { nameOf } = useColleagues();
  if (state === SortingState.NOT_SURE) return <p className="small">{say('sorting.notSure', { percent: Math.round(confidence * 100) })}</p>;
  const words = saidOr(say, `intent.${intent}`, intent);
  return (
    <p className="row row-wrap">
      <strong>{words}</strong>
      <span className="tiny soft tabular">
        {state === SortingState.SUGGESTED
          ? say('sorting.sure', { percent: format.number(Math.round(confidence * 100)) })
          : say(state === SortingState.ACCEPTED ? 'sorting.accepted' : 'sorting.corrected', { name: nameOf(decidedBy) ?? decidedBy })}
      </span>
    </p>
  );
}

function Meaning({ sorting: { type, priority } }: { readonly sorting: CaseSorting }) {
  const say = useSay();
  return (
    <p className="small soft">
      {saidOr(say, `case-type.${lower(CaseType[type])}`, '')} · {saidOr(say, `case-priority.${lower(CasePriority[priority])}`, '')}
    </p>
  );
}

function Decide({ caseId, sorting: { state } }: { readonly caseId: string; readonly sorting: CaseSorting }) {
  const say = useSay();
  const client = useQueryClient();
  const { write } = useKeyedWrite();
  const decide = useMutation({
    mutationFn: (intent: string) => write([caseId, intent], (sending) => sortingCalls.decideCaseSorting({ id: caseId, intent }, sending)),
    onSuccess: (sorting) => {
      client.setQueryData(keys.sorting(caseId), sorting);
      void client.invalidateQueries({ queryKey: keys.record('case', caseId) });
    },
  });
  return (
    <>
      <div className="row row-wrap">
        {state === SortingState.SUGGESTED && (
          <Button size="xs" loading={decide.isPending} onClick={() => decide.mutate('')}>
            {say('sorting.accept')}
          </Button>
        )}
        <NativeSelect
          size="xs"
          aria-label={say('sorting.other')}
          disabled={decide.isPending}
          value=""
          onChange={(event) => event.currentTarget.value && decide.mutate(event.currentTarget.value)}
          data={[{ value: '', label: say('sorting.other') }, ...intents.map((value) => ({ value, label: saidOr(say, `intent.${value}`, value) }))]}
        />
      </div>
      {decide.error && <Trouble error={decide.error} />}
    </>
  );
}

function lower(name: string | undefined): string {
  return name?.toLowerCase() ?? '';
}
