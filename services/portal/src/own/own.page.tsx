import { useQuery } from '@tanstack/react-query';
import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil, IconUserCircle } from '@tabler/icons-react';
import { Suspense } from 'react';
import { ContactLooks } from '../audit/contact-looks.js';
import { keys } from '../api/keys.js';
import { correctable } from '../corrections/correction-calls.js';
import { OwnCorrections } from '../corrections/own-corrections.js';
import { ProposeDialog } from '../corrections/propose-dialog.js';
import type { Field } from '../fields/field.js';
import { FieldValueView } from '../fields/field-value.js';
import { useFields } from '../fields/use-fields.js';
import { useSay } from '../i18n/text.js';
import { TagList } from '../look/marks.js';
import type { Noun, NounRecord } from '../nouns/noun.js';
import { useNoun } from '../nouns/use-noun.js';
import { useMe } from '../session/me.js';
import { Page } from '../shell/page.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';

/** A customer's own record, and who looked at it. */
export function OwnPage() {
  const say = useSay();
  const { contact_id: id } = useMe();
  return (
    <Page title={say('own.title')} needs="contacts.read" lead={say('own.lead')}>
      {id ? (
        <Suspense fallback={<Lines count={6} />}>
          <Own id={id} />
        </Suspense>
      ) : (
        <State icon={IconUserCircle} title={say('own.title')} text={say('own.noRecord')} />
      )}
    </Page>
  );
}

function Own({ id }: { readonly id: string }) {
  const say = useSay();
  const noun = useNoun('contact')!;
  const query = useQuery({ queryKey: keys.record('contact', id), queryFn: ({ signal }) => noun.calls.get(id, { signal }) });
  return (
    <div className="record">
      {query.isPending && <Lines count={6} />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} slim />}
      {query.isSuccess && <OwnRecord noun={noun} record={query.data} />}
      <section aria-labelledby="looked">
        <h2 id="looked" className="panel-title">
          {say('own.looked')}
        </h2>
        <p className="small soft panel-note">{say('own.lookedLead')}</p>
        {/* This look is one of them, so it comes first. */}
        {query.isFetched && <ContactLooks id={id} emptyText="own.lookedEmpty" />}
      </section>
    </div>
  );
}

/** A field of one's own record; those that a customer may put right have a pencil. */
function OwnField({ field, record }: { readonly field: Field; readonly record: NounRecord }) {
  const say = useSay();
  const [isProposing, proposing] = useDisclosure(false);
  return (
    <div className="field">
      <span className="field-label">{field.label}</span>
      <FieldValueView field={field} value={field.read(record)} />
      {correctable.has(field.path) && (
        <UnstyledButton className="field-edit" aria-label={`${say('correction.propose')}: ${field.label}`} onClick={proposing.open}>
          <IconPencil size={15} aria-hidden />
        </UnstyledButton>
      )}
      {isProposing && <ProposeDialog field={field} record={record} close={proposing.close} />}
    </div>
  );
}

function OwnRecord({ noun, record }: { readonly noun: Noun; readonly record: NounRecord }) {
  const say = useSay();
  const { own } = useFields(noun);
  const { tags = [] } = record;
  return (
    <section aria-labelledby="own-record">
      <h2 id="own-record" className="panel-title">
        {noun.titleOf(record)}
      </h2>
      <div className="fields">
        {own.map((field) => (
          <OwnField key={field.path} field={field} record={record} />
        ))}
        {tags.length > 0 && (
          <div className="field">
            <span className="field-label">{say('field.tags')}</span>
            <TagList tags={tags} />
          </div>
        )}
      </div>
      <OwnCorrections noun={noun} contactId={record.id} />
    </section>
  );
}
