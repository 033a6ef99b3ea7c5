import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconForms, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { customFieldsQuery } from '../fields/use-fields.js';
import { useSay } from '../i18n/text.js';
import { Page } from '../shell/page.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { CustomFieldDialog } from './custom-field-dialog.js';
import { CustomFieldTable } from './custom-field-table.js';

/** Where an administrator gives records fields of the tenant's own. */
export function CustomFieldsPage() {
  const say = useSay();
  const [isDefining, defining] = useDisclosure(false);
  const action = (
    <Button className="push" size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={defining.open}>
      {say('customFields.new')}
    </Button>
  );
  return (
    <Page title={say('customFields.title')} needs="custom-fields.write" lead={say('customFields.lead')} actions={action}>
      <Definitions define={defining.open} />
      {isDefining && <CustomFieldDialog close={defining.close} />}
    </Page>
  );
}

function Definitions({ define }: { readonly define: () => void }) {
  const say = useSay();
  const query = useQuery(customFieldsQuery);
  if (query.isPending) return <Lines count={4} height={26} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (query.data.length > 0) return <CustomFieldTable fields={query.data} />;
  return (
    <State icon={IconForms} title={say('customFields.empty.title')} text={say('customFields.empty.text')}>
      <Button size="xs" onClick={define}>
        {say('customFields.new')}
      </Button>
    </State>
  );
}
