import './pipelines.css';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSay } from '../i18n/text.js';
import { pipelinesQuery } from '../sales/stages.js';
import { Page } from '../shell/page.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { PipelineCard } from './pipeline-card.js';
import { PipelineDialog } from './pipeline-dialog.js';

/** Where the ways that deals go are kept, with their stages. */
export function PipelinesPage() {
  const say = useSay();
  const [isAdding, adding] = useDisclosure(false);
  const action = (
    <Button className="push" size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={adding.open}>
      {say('pipeline.new')}
    </Button>
  );
  return (
    <Page title={say('pipeline.title')} needs="pipelines.write" lead={say('pipeline.lead')} actions={action}>
      <Pipelines />
      {isAdding && <PipelineDialog close={adding.close} />}
    </Page>
  );
}

function Pipelines() {
  const say = useSay();
  const query = useQuery(pipelinesQuery);
  if (query.isPending) return <Lines count={6} height={40} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (query.data.length === 0) return <State icon={IconRoute} title={say('pipeline.none')} text={say('pipeline.noneText')} />;
  return (
    <div className="pipelines">
      {query.data.map((pipeline) => (
        <PipelineCard key={pipeline.id} pipeline={pipeline} isOnly={query.data.length === 1} />
      ))}
    </div>
  );
}
