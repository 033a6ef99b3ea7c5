import '../look/desk.css';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { CaseSchema, CaseStatusSchema, enumNames } from '@rapport/contracts/client';
import { IconMessages, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { useContractForm } from '../fields/use-contract-form.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { saidOr, useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import { ChoiceMark } from '../look/marks.js';
import { Page } from '../shell/page.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { Trouble } from '../states/trouble.js';
import { caseCalls } from './desk-calls.js';

/** A customer's own cases: what they asked, and where it stands. */
export function OwnCasesPage() {
  const say = useSay();
  const [isOpening, opening] = useDisclosure(false);
  const open = (
    <Button className="push" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={opening.open}>
      {say('ownCases.open')}
    </Button>
  );
  return (
    <Page title={say('ownCases.title')} needs="cases.read" lead={say('ownCases.lead')} actions={open}>
      <OwnCases />
      {isOpening && <OpenCase close={opening.close} />}
    </Page>
  );
}

function OwnCases() {
  const say = useSay();
  const format = useFormat();
  const query = useQuery({ queryKey: keys.home('case'), queryFn: ({ signal }) => caseCalls.listCases({ pageSize: 100 }, { signal }) });
  if (query.isPending) return <Lines count={4} height={26} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const { cases } = query.data;
  if (cases.length === 0) return <State icon={IconMessages} title={say('ownCases.none.title')} text={say('ownCases.none.text')} />;
  return (
    <ul className="own-cases">
      {cases.map(({ id, number, title, status, updatedAt }) => (
        <li key={id}>
          <Link className="own-case" to="/own/cases/$id" params={{ id }}>
            <span className="tabular soft">{say('case.number', { number })}</span>
            <span className="own-case-title">{title}</span>
            <CaseMark status={status} />
            <span className="tiny soft">{updatedAt && format.ago(dateOf(updatedAt))}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Where a case stands, as its customer is told. */
export function CaseMark({ status }: { readonly status: number }) {
  const say = useSay();
  const word = enumNames(CaseStatusSchema).nameOf.get(status) ?? '';
  return <ChoiceMark label={saidOr(say, `ownCases.status.${word}`, word)} tone={`case-status.${word}`} />;
}

function OpenCase({ close }: { readonly close: () => void }) {
  const say = useSay();
  const [title, setTitle] = useState('');
  const [description, setDescription] = useState('');
  const open = useOpen(close);
  const { form, at, isComplete, places } = useContractForm({ schema: CaseSchema, values: { title, description }, error: open.error });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isComplete()) open.mutate({ title, description });
  };
  return (
    <Dialog title={say('ownCases.open')} close={close}>
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        <TextInput label={say('ownCases.what')} value={title} data-autofocus {...at('title')} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Textarea
          label={say('ownCases.details')}
          autosize
          minRows={4}
          value={description}
          {...at('description')}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        {open.error && <Trouble error={open.error} said={places} />}
        <div className="row dialog-foot">
          <Button variant="default" onClick={close}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" loading={open.isPending}>
            {say('case.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useOpen(close: () => void) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { write } = useKeyedWrite();
  return useMutation({
    mutationFn: (draft: { readonly title: string; readonly description: string }) => write(draft, (sending) => caseCalls.createCase({ case: draft }, sending)),
    onSuccess: async ({ id }) => {
      close();
      void client.invalidateQueries({ queryKey: keys.home('case') });
      await navigate({ to: '/own/cases/$id', params: { id } });
    },
  });
}
