import { Button } from '@mantine/core';
import { LeadStatus, type Lead } from '@rapport/contracts/client';
import { IconArrowBackUp, IconUserCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import type { NounRecord } from '../nouns/noun.js';
import { useOpenRecord } from '../record/open-record.js';
import { may, useMe } from '../session/me.js';
import { sayDone, sayTrouble } from '../states/toast.js';
import { converted, leadsCalls } from './lead-calls.js';
import { Unanswered } from '../states/unanswered.js';

/** Makes a customer of the lead, or takes that back. */
export function LeadActions() {
  const say = useSay();
  const me = useMe();
  const { record, mayChange } = useOpenRecord();
  const { status } = record as unknown as Lead;
  const convert = useChange(converted, say('convert.done'));
  const revert = useChange(async ({ id }) => (await leadsCalls.revertLead({ id })) as unknown as NounRecord, say('convert.reverted'));
  if (!mayChange || !may(me, 'deals.write')) return null;
  if (status === LeadStatus.CONVERTED)
    return (
      <Button
        className="push"
        variant="default"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        loading={revert.isPending}
        onClick={() => revert.mutate(record)}
      >
        {say('convert.revert')}
      </Button>
    );
  return (
    <Button className="push" leftSection={<IconUserCheck size={16} aria-hidden />} onClick={() => convert.mutate(record)}>
      {say('convert.open')}
    </Button>
  );
}

function useChange(change: (lead: NounRecord) => Promise<NounRecord>, done: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (after) => {
      client.setQueryData(keys.record('lead', after.id), after);
      void client.invalidateQueries({ queryKey: keys.lists('lead') });
      sayDone(done);
    },
    onError: (error) => {
      if (!(error instanceof Unanswered)) sayTrouble(error);
    },
  });
}
