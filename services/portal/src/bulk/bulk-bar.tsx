import '@mantine/core/styles/Progress.layer.css';
import { ActionIcon, Button, Progress } from '@mantine/core';
import { IconEdit, IconTag, IconTrash, IconUserShare, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useSay } from '../i18n/text.js';
import type { Noun, NounRecord } from '../nouns/noun.js';
import { reaches, useMe } from '../session/me.js';
import { deleted, given, ownedBy, tagged } from './bulk-change.js';
import { FieldDialog } from './field-dialog.js';
import { OwnerDialog } from './owner-dialog.js';
import type { BulkProgress } from './run-bulk.js';
import { TagsDialog } from './tags-dialog.js';
import { useBulk } from './use-bulk.js';

interface BulkBarProps {
  readonly noun: Noun;
  readonly chosen: readonly NounRecord[];
  readonly clear: () => void;
}

/** What can be done with the records that are chosen. Those that one may not change are left as they are. */
export function BulkBar({ noun, chosen, clear }: BulkBarProps) {
  const say = useSay();
  const me = useMe();
  const { progress, stop, run } = useBulk(noun);
  const [asked, setAsked] = useState<'owner' | 'tags' | 'field'>();
  const changeable = chosen.filter((record) => reaches(me, `${noun.plural}.write`, record));
  const deletable = chosen.filter((record) => reaches(me, `${noun.plural}.delete`, record));
  const close = () => setAsked(undefined);
  const act = (records: readonly NounRecord[], ...how: Parameters<typeof run> extends [unknown, ...infer Rest] ? Rest : never) => {
    close();
    void run(records, ...how).then(clear);
  };
  return (
    <section className="bulk" aria-label={say('bulk.title')}>
      <span role="status" className="tabular">
        {say('bulk.chosen', { n: chosen.length })}
      </span>
      {progress ? (
        <Under progress={progress} stop={stop} />
      ) : (
        <>
          <Action icon={IconUserShare} label={say('bulk.owner')} count={changeable.length} run={() => setAsked('owner')} />
          {noun.kept.some(({ kind }) => kind === 'tags') && (
            <Action icon={IconTag} label={say('bulk.tags')} count={changeable.length} run={() => setAsked('tags')} />
          )}
          <Action icon={IconEdit} label={say('bulk.field')} count={changeable.length} run={() => setAsked('field')} />
          <Action icon={IconTrash} label={say('bulk.delete')} count={deletable.length} run={() => act(deletable, deleted, 'bulk.deleted')} />
          <ActionIcon className="push" variant="subtle" color="gray" aria-label={say('bulk.clear')} onClick={clear}>
            <IconX size={16} />
          </ActionIcon>
        </>
      )}
      {asked === 'owner' && <OwnerDialog count={changeable.length} close={close} choose={(id) => act(changeable, ownedBy(id), 'bulk.owned')} />}
      {asked === 'field' && (
        <FieldDialog noun={noun} count={changeable.length} close={close} choose={(field, value) => act(changeable, given(field, value), 'bulk.changed')} />
      )}
      {asked === 'tags' && <TagsDialog count={changeable.length} close={close} choose={(add, drop) => act(changeable, tagged(add, drop), 'bulk.tagged')} />}
    </section>
  );
}

function Under({ progress: { done, failed, of }, stop }: { readonly progress: BulkProgress; readonly stop: () => void }) {
  const say = useSay();
  return (
    <>
      <Progress className="bulk-progress" value={((done + failed) / of) * 100} aria-label={say('bulk.progress', { done: done + failed, of })} />
      <span className="small soft tabular">{say('bulk.progress', { done: done + failed, of })}</span>
      <Button variant="default" size="compact-sm" onClick={stop}>
        {say('bulk.stop')}
      </Button>
    </>
  );
}

interface ActionProps {
  readonly icon: typeof IconTag;
  readonly label: string;
  /** How many of those chosen it may be done to. */
  readonly count: number;
  readonly run: () => void;
}

function Action({ icon: Sign, label, count, run }: ActionProps) {
  return (
    <Button variant="subtle" size="compact-sm" leftSection={<Sign size={14} aria-hidden />} disabled={count === 0} onClick={run}>
      {label}
    </Button>
  );
}
