import { Button, Select, TextInput } from '@mantine/core';
import { DraftKind, type Draft } from '@rapport/contracts/client';
import { IconMail } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.js';
import { useSay, type MessageKey } from '../i18n/text.js';
import { useOpenRecord } from '../record/open-record.js';
import { may, useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { sayTrouble } from '../states/toast.js';
import './assist.css';
import { assist } from './assist-calls.js';
import { DraftCard } from './draft-card.js';

const kinds = [DraftKind.FOLLOW_UP, DraftKind.QUOTE_REMINDER, DraftKind.THANKS];

/** E-mails to a person: drafted, edited and sent. */
export function DraftsPanel() {
  const say = useSay();
  const me = useMe();
  const { record } = useOpenRecord();
  const query = useQuery({
    queryKey: keys.drafts(record.id),
    queryFn: ({ signal }) => assist.drafts.listDrafts({ filter: `contact_id = "${record.id}"`, pageSize: 50 }, { signal }),
  });
  return (
    <div className="drafts">
      {may(me, 'drafts.write') && !record.deletedAt && <NewDraft contactId={record.id} />}
      {query.isPending && <Lines count={4} height={40} />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} slim />}
      {query.data?.drafts.length === 0 && <State icon={IconMail} title={say('draft.none')} text={say('draft.noneText')} slim />}
      {query.data?.drafts.map((draft: Draft) => (
        <DraftCard key={`${draft.id}/${draft.etag}`} draft={draft} />
      ))}
    </div>
  );
}

function NewDraft({ contactId }: { readonly contactId: string }) {
  const say = useSay();
  const client = useQueryClient();
  const [kind, setKind] = useState(DraftKind.FOLLOW_UP);
  const [topic, setTopic] = useState('');
  const drafting = useMutation({
    mutationFn: () => assist.drafts.draftEmail({ draft: { contactId, kind, topic } }),
    onError: sayTrouble,
    onSettled: () => client.invalidateQueries({ queryKey: keys.drafts(contactId) }),
  });
  return (
    <form
      className="draft-new"
      onSubmit={(event) => {
        event.preventDefault();
        drafting.mutate();
      }}
    >
      <Select
        label={say('draft.kind')}
        size="xs"
        allowDeselect={false}
        value={String(kind)}
        onChange={(value) => setKind(Number(value))}
        data={kinds.map((one) => ({ value: String(one), label: say(`draft.kind.${one}` as MessageKey) }))}
      />
      <TextInput
        className="draft-topic"
        label={say('draft.topic')}
        size="xs"
        maxLength={1000}
        value={topic}
        onChange={(event) => setTopic(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" loading={drafting.isPending}>
        {say('draft.make')}
      </Button>
    </form>
  );
}
