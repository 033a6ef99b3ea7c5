import { Button, Select, Textarea } from '@mantine/core';
import { ConsentSchema, type ConsentState } from '@rapport/contracts/client';
import { useState, type SubmitEvent } from 'react';
import { useContractForm, type ControlRules } from '../fields/use-contract-form.js';
import { saidOr, useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import { Trouble } from '../states/trouble.js';
import { sayDone } from '../states/toast.js';
import { byPurpose } from './by-purpose.js';
import { useSaying } from './use-consents.js';

interface RecordDialogProps {
  readonly contactId: string;
  readonly states: readonly ConsentState[];
  /** What it is about, where that was chosen already. */
  readonly about: ConsentState | undefined;
  readonly close: () => void;
}

interface Draft {
  readonly purpose: string;
  readonly channel: string;
  readonly action: string;
  readonly way: string;
  readonly evidence: string;
}

interface PartProps {
  readonly draft: Draft;
  readonly put: (change: Partial<Draft>) => void;
  readonly at: (name: string) => ControlRules;
}

const ways = ['phone', 'paper', 'web-form', 'import'];
/** A consent that was given in one of these ways needs its proof. */
const toBeProven = ['phone', 'paper'];

/** Writes down what a person said to a colleague: about what, in which way, and what proves it. */
export function RecordDialog({ contactId, states, about, close }: RecordDialogProps) {
  const say = useSay();
  const [draft, setDraft] = useState<Draft>({ ...startOf(about), way: 'phone', evidence: '' });
  const saying = useSaying(contactId, () => {
    sayDone(say('consent.saved'));
    close();
  });
  const needsProof = draft.action === 'given' && toBeProven.includes(draft.way);
  const isAboutAll = ['restricted', 'unrestricted'].includes(draft.action);
  const also = ['way', ...(isAboutAll ? [] : ['purpose']), ...(needsProof ? ['evidence'] : [])];
  const { form, at, isComplete, places } = useContractForm({ schema: ConsentSchema, values: { ...draft }, error: saying.error, also });
  const part: PartProps = {
    draft,
    put: (change) => setDraft((before) => ({ ...before, ...change })),
    at,
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isComplete()) saying.mutate(draft);
  };
  return (
    <Dialog title={say('consent.recordTitle')} close={close}>
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        <About {...part} states={states} />
        <Proof {...part} />
        {saying.error && <Trouble error={saying.error} said={places} />}
        <div className="row dialog-foot">
          <Button variant="default" onClick={close}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" loading={saying.isPending}>
            {say('consent.write')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What can be said about it is offered, and the likeliest chosen. */
function startOf(state: ConsentState | undefined): Pick<Draft, 'purpose' | 'channel' | 'action'> {
  return { purpose: state?.purpose ?? '', channel: state?.channel ?? '', action: state?.choices[0] ?? '' };
}

function About({ draft, put, at, states }: PartProps & Pick<RecordDialogProps, 'states'>) {
  const say = useSay();
  const ofPurpose = (purpose: string | null) => states.filter((state) => state.purpose === purpose);
  const state = ofPurpose(draft.purpose).find(({ channel }) => channel === draft.channel);
  return (
    <>
      <Select
        label={say('consent.purpose')}
        allowDeselect={false}
        data={byPurpose(states.filter(({ choices }) => choices.length > 0)).map(({ purpose, name }) => ({ value: purpose, label: name }))}
        value={draft.purpose || null}
        {...at('purpose')}
        onChange={(purpose) => put(startOf(ofPurpose(purpose)[0]))}
        data-autofocus
      />
      <div className="pair">
        <Select
          label={say('consent.channel')}
          allowDeselect={false}
          data={ofPurpose(draft.purpose).map(({ channel }) => ({ value: channel, label: saidOr(say, `consent.channel.${channel}`, channel) }))}
          value={draft.channel || null}
          {...at('channel')}
          onChange={(channel) => put(startOf(ofPurpose(draft.purpose).find((each) => each.channel === channel)))}
        />
        <Select
          label={say('consent.said')}
          allowDeselect={false}
          data={(state?.choices ?? []).map((choice) => ({ value: choice, label: saidOr(say, `consent.action.${choice}`, choice) }))}
          value={draft.action || null}
          {...at('action')}
          onChange={(action) => put({ action: action ?? '' })}
        />
      </div>
      {state?.text && draft.action === 'given' && <blockquote className="consent-text small">{state.text}</blockquote>}
    </>
  );
}

function Proof({ draft, put, at }: PartProps) {
  const say = useSay();
  return (
    <>
      <Select
        label={say('consent.way')}
        allowDeselect={false}
        data={ways.map((way) => ({ value: way, label: saidOr(say, `consent.way.${way}`, way) }))}
        value={draft.way}
        {...at('way')}
        onChange={(way) => put({ way: way ?? '' })}
      />
      <Textarea
        label={say('consent.evidence')}
        description={say('consent.evidenceHint')}
        autosize
        minRows={2}
        value={draft.evidence}
        {...at('evidence')}
        onChange={(event) => put({ evidence: event.currentTarget.value })}
      />
    </>
  );
}
