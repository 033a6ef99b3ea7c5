import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import type { Command } from '../command/command.js';
import { useOffer } from '../command/commands.js';
import { Hinted } from '../command/key-hint.js';
import { useSay } from '../i18n/text.js';
import type { Noun } from '../nouns/noun.js';
import { may, useMe } from '../session/me.js';
import { Page } from '../shell/page.js';
import { ListFilters } from './list-filters.js';
import { readListSearch, type ListSearch } from './list-search.js';
import { RecordList } from './record-list.js';

const CreateDialog = lazy(async () => ({ default: (await import('../create/create-dialog.js')).CreateDialog }));

/** The one list, for whichever noun. */
export function NounPage({ noun }: { readonly noun: Noun }) {
  const say = useSay();
  const navigate = useNavigate();
  const search = readListSearch(useSearch({ strict: false }));
  const [isCreating, creating] = useDisclosure(false);
  const mayCreate = may(useMe(), `${noun.plural}.write`);
  const commands = useMemo<readonly Command[]>(
    () => (mayCreate ? [{ id: 'create', group: 'page', label: say(`${noun.name}.create`), icon: IconPlus, keys: 'c', run: creating.open }] : []),
    [mayCreate, noun, say, creating.open],
  );
  useOffer(commands);
  const change = (next: ListSearch) => void navigate({ to: noun.path, search: next, replace: true });
  const actions = (
    <>
      <ListFilters search={search} onChange={change} />
      {mayCreate && (
        <Hinted keys="c">
          <Button className="page-create" size="xs" leftSection={<IconPlus size={15} aria-hidden />} onClick={creating.open}>
            {say(`${noun.name}.create`)}
          </Button>
        </Hinted>
      )}
    </>
  );
  return (
    <Page title={say(`${noun.name}.many`)} needs={`${noun.plural}.read`} actions={actions}>
      <RecordList noun={noun} search={search} clearSearch={() => change({})} create={mayCreate ? creating.open : undefined} />
      <Suspense>{isCreating && <CreateDialog noun={noun} close={creating.close} />}</Suspense>
    </Page>
  );
}
