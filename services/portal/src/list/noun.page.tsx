import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { CreateDialog } from '../create/create-dialog.js';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import { may, useMe } from '../session/me.js';
import { Page } from '../shell/page.js';
import { ListFilters } from './list-filters.js';
import { readListSearch, type ListSearch } from './list-search.js';
import { RecordList } from './record-list.js';

/** The one list, for whichever noun. */
export function NounPage({ noun }: { readonly noun: Noun }) {
  const say = useSay();
  const navigate = useNavigate();
  const search = readListSearch(useSearch({ strict: false }));
  const [isCreating, creating] = useDisclosure(false);
  const mayCreate = may(useMe(), `${noun.plural}.write`);
  const change = (next: ListSearch) => void navigate({ to: noun.path, search: next, replace: true });
  const actions = (
    <>
      <ListFilters search={search} onChange={change} />
      {mayCreate && (
        <Button className="page-create" size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={creating.open}>
          {say(`${noun.name}.create`)}
        </Button>
      )}
    </>
  );
  return (
    <Page title={say(`${noun.name}.many`)} needs={`${noun.plural}.read`} actions={actions}>
      <RecordList noun={noun} search={search} clearSearch={() => change({})} create={mayCreate ? creating.open : undefined} />
      {isCreating && <CreateDialog noun={noun} close={creating.close} />}
    </Page>
  );
}
