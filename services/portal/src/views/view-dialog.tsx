import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/FloatingIndicator.layer.css';
import '@mantine/core/styles/SegmentedControl.layer.css';
import '@mantine/core/styles/Switch.layer.css';
import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { ViewSchema, Visibility, type View } from '@rapport/contracts/client';
import { useState, type SubmitEvent } from 'react';
import { useContractForm } from '../fields/use-contract-form.js';
import { useSay } from '../i18n/text.js';
import { Dialog } from '../look/dialog.js';
import { useMe } from '../session/me.js';
import { Trouble } from '../states/trouble.js';
import { visibilities } from './list-view.js';
import type { useViewWrites, ViewDraft } from './use-views.js';

interface ViewDialogProps {
  /** The view that is changed; nothing for a new one. */
  readonly kept: View | undefined;
  readonly draft: ViewDraft;
  readonly save: ReturnType<typeof useViewWrites>['save'];
  readonly saved: (view: View) => void;
  readonly close: () => void;
}

/** Asks how a view is called, and who shares it. */
export function ViewDialog({ kept, draft, save, saved, close }: ViewDialogProps) {
  const say = useSay();
  const [name, setName] = useState(kept?.name ?? '');
  const [visibility, setVisibility] = useState(kept?.visibility ?? Visibility.PRIVATE);
  const [pinned, setPinned] = useState(kept?.pinned ?? true);
  const { form, at, isComplete, places } = useContractForm({ schema: ViewSchema, values: { name }, error: save.error });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isComplete()) return;
    const done = (view: View) => {
      saved(view);
      close();
    };
    save.mutate({ kept, draft: { ...draft, name: name.trim(), visibility, pinned } }, { onSuccess: done });
  };
  return (
    <Dialog title={say(kept ? 'view.edit' : 'view.new')} close={close}>
      <form ref={form} className="stack" onSubmit={submit} noValidate>
        <TextInput
          label={say('view.name')}
          value={name}
          data-autofocus
          maxLength={120}
          {...at('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Sharing visibility={visibility} share={setVisibility} />
        <Switch label={say('view.pinned')} checked={pinned} onChange={(event) => setPinned(event.currentTarget.checked)} />
        {save.error && <Trouble error={save.error} said={places} />}
        <div className="row dialog-foot">
          <Button variant="default" onClick={close}>
            {say('action.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {say('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Sharing({ visibility, share }: { readonly visibility: Visibility; readonly share: (visibility: Visibility) => void }) {
  const say = useSay();
  const me = useMe();
  // Who answers for the tenant alone shares with everybody; who is in no team has none to share with.
  const offered = visibilities.filter(({ value }) =>
    value === Visibility.TENANT ? me.permissions['views.write'] === 'tenant' : value !== Visibility.TEAM || me.teams.length > 0,
  );
  if (offered.length < 2) return null;
  return (
    <div>
      <div className="small view-who">{say('view.visibility')}</div>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={say('view.visibility')}
        data={offered.map(({ value, label }) => ({ value: String(value), label: say(label) }))}
        value={String(visibility)}
        onChange={(value) => share(Number(value))}
      />
    </div>
  );
}
