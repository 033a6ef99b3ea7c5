import '../look/consent.css';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Purpose } from '@rapport/contracts/client';
import { IconPlus, IconTargetArrow } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { keys } from '../api/keys.js';
import { useLocale } from '../i18n/locale.js';
import { saidOr, useSay } from '../i18n/text.js';
import { Page } from '../shell/page.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { ConsentChain } from './consent-chain.js';
import { calls } from './consent-calls.js';
import { PublishDialog } from './publish-dialog.js';
import { PurposeDialog } from './purpose-dialog.js';
import { PurposeTexts } from './purpose-texts.js';

/** Where the data-protection officer keeps what data is used for, and what people are told about it. */
export function PurposesPage() {
  const say = useSay();
  const [isAdding, adding] = useDisclosure(false);
  const action = (
    <Button className="push" size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={adding.open}>
      {say('purpose.create')}
    </Button>
  );
  return (
    <Page title={say('purpose.title')} needs="purposes.write" lead={say('purpose.lead')} actions={action}>
      <ConsentChain />
      <Purposes />
      {isAdding && <PurposeDialog close={adding.close} />}
    </Page>
  );
}

function Purposes() {
  const say = useSay();
  const query = useQuery({
    queryKey: keys.purposes,
    queryFn: ({ signal }) => calls.purposes.listPurposes({ pageSize: 200, orderBy: 'created_at' }, { signal }),
  });
  if (query.isPending) return <Lines count={6} height={40} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  const { purposes } = query.data;
  if (purposes.length === 0) return <State icon={IconTargetArrow} title={say('purpose.none')} text={say('purpose.noneText')} />;
  return (
    <div className="consents">
      {purposes.map((purpose) => (
        <Card key={purpose.id} purpose={purpose} />
      ))}
    </div>
  );
}

function Card({ purpose }: { readonly purpose: Purpose }) {
  const say = useSay();
  const locale = useLocale();
  const [isPublishing, setPublishing] = useState(false);
  const { key, basis, channels, validityDays, doubleOptIn, automatedDecision } = purpose;
  const [name, description] = locale === 'ru' ? [purpose.nameRu, purpose.descriptionRu] : [purpose.nameEn, purpose.descriptionEn];
  const facts = [
    saidOr(say, `consent.basis.${basis}`, basis),
    channels
      .filter((channel) => channel !== 'none')
      .map((channel) => saidOr(say, `consent.channel.${channel}`, channel))
      .join(', '),
    validityDays > 0 ? say('purpose.validity', { n: validityDays }) : '',
    doubleOptIn ? say('purpose.doubleOptIn') : '',
    automatedDecision ? say('purpose.automated') : '',
  ];
  return (
    <section className="consent-card" aria-label={name}>
      <div className="row row-wrap">
        <h2>{name}</h2>
        <span className="mono tiny soft">{key}</span>
        <Button className="push" variant="default" size="compact-xs" aria-label={`${say('purpose.publish')}: ${name}`} onClick={() => setPublishing(true)}>
          {say('purpose.publish')}
        </Button>
      </div>
      <p className="small soft">{description}</p>
      <p className="small">{facts.filter(Boolean).join(' · ')}</p>
      <PurposeTexts purpose={purpose} />
      {isPublishing && <PublishDialog purpose={purpose} name={name} close={() => setPublishing(false)} />}
    </section>
  );
}
