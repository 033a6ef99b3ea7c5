import { Button, Select } from '@mantine/core';
import { RelationSchema, type Suggestion } from '@rapport/contracts/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { relationsCalls } from './record-calls.js';
import { useKeyedWrite } from '../api/keyed-write.js';
import { keys } from '../api/keys.js';
import { useContractForm, type ControlRules } from '../fields/use-contract-form.js';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import { SuggestCombobox } from '../shell/suggest-combobox.js';
import { Trouble } from '../states/trouble.js';
import { sayDone } from '../states/toast.js';
import { useOpenRecord } from './open-record.js';

const roles = ['employee', 'decision-maker', 'owner', 'accountant', 'subsidiary', 'reseller', 'colleague', 'family'] as const;

interface Ref {
  readonly noun: string;
  readonly id: string;
}

/** Links the open record with a person or company that is found by typing. */
export function RelationDialog({ close }: { readonly close: () => void }) {
  const say = useSay();
  const [other, setOther] = useState<Ref>();
  const [role, setRole] = useState<string>(roles[0]);
  const link = useLink(close);
  const { form, at, isComplete, places } = useContractForm({ schema: RelationSchema, values: { to: other, role }, error: link.error });
  const leave = () => {
    link.discard();
    close();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isComplete() && other) link.mutate({ other, role });
  };
  return (
    <Dialog title={say('relation.dialog')} close={leave}>
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        <RecordPicker label={say('relation.with')} onPick={setOther} rules={at('to')} />
        <Select
          label={say('relation.role')}
          description={say('relation.roleHint')}
          allowDeselect={false}
          data={roles.map((value) => ({ value, label: say(`relation.role.${value}`) }))}
          value={role}
          {...at('role')}
          onChange={(value) => value && setRole(value)}
        />
        {link.error && <Trouble error={link.error} said={places} />}
        <div className="row dialog-foot">
          <Button variant="default" onClick={leave}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" loading={link.isPending}>
            {say('relation.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useLink(close: () => void) {
  const say = useSay();
  const client = useQueryClient();
  const { write, discard } = useKeyedWrite();
  const { noun, record } = useOpenRecord();
  const mutation = useMutation({
    mutationFn: ({ other, role }: { readonly other: Ref; readonly role: string }) => {
      const here = { noun: noun.name, id: record.id };
      // A person is something at a company, whichever page one links from.
      const [from, to] = other.noun === 'contact' && noun.name === 'company' ? [other, here] : [here, other];
      return write([from, to, role], (sending) => relationsCalls.createRelation({ relation: { from, to, role } }, sending));
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.allRelations });
      sayDone(say('relation.added'));
      close();
    },
  });
  return { ...mutation, discard };
}

interface RecordPickerProps {
  readonly label: string;
  readonly onPick: (ref: Ref | undefined) => void;
  readonly rules: ControlRules;
}

function RecordPicker({ label, onPick, rules }: RecordPickerProps) {
  const [typed, setTyped] = useState('');
  const type = (text: string) => {
    setTyped(text);
    onPick(undefined);
  };
  const pick = ({ noun, id, title }: Suggestion) => {
    setTyped(title);
    onPick({ noun, id });
  };
  return <SuggestCombobox typed={typed} onType={type} onPick={pick} listLabel={label} inputProps={{ label, ...rules, 'data-autofocus': true }} />;
}
