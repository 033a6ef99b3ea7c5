import { ActionIcon, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Relation } from '@rapport/contracts/client';
import { IconLink, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { relationsCalls } from './record-calls.js';
import { keys } from '../api/keys.js';
import { keyFor, useSay } from '../i18n/text.js';
import { Face } from '../look/face.js';
import { useNoun } from '../nouns/use-noun.js';
import { recordPath } from '../nouns/record-path.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { sayTrouble } from '../states/toast.js';
import { useOpenRecord } from './open-record.js';
import { RelationDialog } from './relation-dialog.js';

/** Who belongs to whom. */
export function Relations() {
  const say = useSay();
  const { noun, record, mayChange } = useOpenRecord();
  const [isLinking, linking] = useDisclosure(false);
  const query = useQuery({
    queryKey: keys.relations(noun.name, record.id),
    queryFn: ({ signal }) => relationsCalls.listRelations({ noun: noun.name, id: record.id }, { signal }),
  });
  return (
    <section aria-labelledby="relations">
      <div className="row">
        <h2 id="relations" className="panel-title">
          {say('relation.title')}
        </h2>
        {mayChange && (
          <Button className="push" size="compact-xs" variant="subtle" leftSection={<IconLink size={14} />} onClick={linking.open}>
            {say('relation.add')}
          </Button>
        )}
      </div>
      {query.isPending && <Lines count={2} />}
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} slim />}
      {query.data?.relations.length === 0 && <p className="small soft">{say('relation.empty')}</p>}
      <ul>
        {query.data?.relations.map((relation) => (
          <Suspense key={relation.id}>
            <RelationRow relation={relation} />
          </Suspense>
        ))}
      </ul>
      {isLinking && <RelationDialog close={linking.close} />}
    </section>
  );
}

function RelationRow({ relation }: { readonly relation: Relation }) {
  const say = useSay();
  const { record, mayChange } = useOpenRecord();
  const other = relation.from?.id === record.id ? relation.to : relation.from;
  const noun = useNoun(other?.noun ?? '');
  const id = other?.id ?? '';
  const { data } = useQuery({
    queryKey: keys.record(noun?.name ?? '', id),
    queryFn: ({ signal }) => noun!.calls.get(id, { signal }),
    enabled: noun !== undefined,
  });
  const end = useEnd(relation);
  if (!noun || !data) return null;
  const title = noun.titleOf(data);
  const role = keyFor('relation.role', relation.role);
  return (
    <li className="relation">
      <Face name={title} size="sm" />
      <span className="relation-words">
        <Link className="link cut" to={recordPath(noun, id)}>
          {title}
        </Link>
        <span className="tiny soft">{role ? say(role) : relation.role}</span>
      </span>
      {mayChange && (
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={say('relation.remove', { title })} loading={end.isPending} onClick={() => end.mutate()}>
          <IconX size={14} />
        </ActionIcon>
      )}
    </li>
  );
}

function useEnd({ id, etag }: Relation) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => relationsCalls.deleteRelation({ id, etag }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.allRelations }),
    onError: sayTrouble,
  });
}
