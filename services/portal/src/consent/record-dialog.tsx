import { Button, Select, Textarea } from '@mantine/core';
import type { ConsentState } from '@rapport/contracts/client';
import { useState, type SubmitEvent } from 'react';
import { fieldTroublesOf, troubleAt } from '../api/trouble.js';
import { useFocusOnTrouble } from '../fields/use-focus-on-trouble.js';
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

const ways = ['phone', 'paper', 'web-form', 'import'];
const places = ['/purpose', '/channel', '/action', '/way', '/evidence'].flatMap((place) => [place, `/consent${place}`]);

/** Writes down what a person said to a colleague: about what, in which way, and what proves it. */
export function RecordDialog({ contactId, states, about, close }: RecordDialogProps) {
  const say = useSay();
  const [draft, setDraft] = useState({
    purpose: about?.purpose ?? '',
    channel: about?.channel ?? '',
    action: about?.choices[0] ?? '',
    way: 'phone',
    evidence: '',
  });
  const saying = useSaying(contactId, () => {
    sayDone(say('consent.saved'));
    close();
  });
  const form = useFocusOnTrouble(saying.error);
  const troubles = fieldTroublesOf(saying.error);
  const troubleOf = (name: string) => troubleAt(troubles, `/${name}`);
  const state = states.find(({ purpose, channel }) => purpose === draft.purpose && channel === draft.channel);
  const choose = (purpose: string, channel: string) => {
    const found = states.find((each) => each.purpose === purpose && (channel === '' || each.channel === channel));
    setDraft((before) => ({ ...before, purpose, channel: found?.channel ?? '', action: found?.choices[0] ?? '' }));
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    saying.mutate(draft);
  };
  return (
    <Dialog title={say('consent.record')} close={close}>
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        <Select
          label={say('consent.purpose')}
          allowDeselect={false}
          data={byPurpose(states.filter(({ choices }) => choices.length > 0)).map(({ purpose, name }) => ({ value: purpose, label: name }))}
          value={draft.purpose || null}
          error={troubleOf('purpose')}
          onChange={(purpose) => choose(purpose ?? '', '')}
          data-autofocus
        />
        <div className="pair">
          <Select
            label={say('consent.channel')}
            allowDeselect={false}
            data={states
              .filter(({ purpose }) => purpose === draft.purpose)
              .map(({ channel }) => ({ value: channel, label: saidOr(say, `consent.channel.${channel}`, channel) }))}
            value={draft.channel || null}
            error={troubleOf('channel')}
            onChange={(channel) => choose(draft.purpose, channel ?? '')}
          />
          <Select
            label={say('consent.said')}
            allowDeselect={false}
            data={(state?.choices ?? []).map((choice) => ({ value: choice, label: saidOr(say, `consent.action.${choice}`, choice) }))}
            value={draft.action || null}
            error={troubleOf('action')}
            onChange={(action) => setDraft({ ...draft, action: action ?? '' })}
          />
        </div>
        {state?.text && draft.action === 'given' && <blockquote className="consent-text small">{state.text}</blockquote>}
        <Select
          label={say('consent.way')}
          allowDeselect={false}
          data={ways.map((way) => ({ value: way, label: saidOr(say, `consent.way.${way}`, way) }))}
          value={draft.way}
          error={troubleOf('way')}
          onChange={(way) => setDraft({ ...draft, way: way ?? '' })}
        />
        <Textarea
          label={say('consent.evidence')}
          description={say('consent.evidenceHint')}
          autosize
          minRows={2}
          value={draft.evidence}
          error={troubleOf('evidence')}
          onChange={(event) => setDraft({ ...draft, evidence: event.currentTarget.value })}
        />
        {saying.error && <Trouble error={saying.error} said={places} />}
        <div className="row dialog-foot">
          <Button variant="default" onClick={close}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" loading={saying.isPending} disabled={!draft.action}>
            {say('consent.write')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
