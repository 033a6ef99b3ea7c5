import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { keys } from '../api/keys.js';
import type { RecordName } from '../nouns/noun.js';
import { recordPath } from '../nouns/record-path.js';
import { nounNamed } from '../nouns/nouns.js';
import { may, useMe } from '../session/me.js';

/** What another record is called, leading there; a hint that there is one for those who may not see it. */
export function RecordTitle({ name }: { readonly name: RecordName }) {
  const noun = nounNamed(name.noun);
  const title = useRecordTitle(name);
  if (!noun || !title) return <span className="soft">…</span>;
  return (
    <Link className="link cut" to={recordPath(noun, name.id)}>
      {title}
    </Link>
  );
}

/** What a record is called, once it is read. */
export function useRecordTitle(name: RecordName | undefined): string | undefined {
  const me = useMe();
  const noun = nounNamed(name?.noun ?? '');
  const { data } = useQuery({
    queryKey: [...keys.record(name?.noun ?? '', name?.id ?? ''), 'title'],
    queryFn: async ({ signal }) => {
      if (isCustomer(name!) && may(me, 'search.read')) return (await import('./record-names.js')).recordName(name!);
      const { calls, title, titleOf } = await noun!.load();
      return titleOf(await calls.get(name!.id, { signal }, [title]));
    },
    enabled: noun !== undefined && may(me, `${noun.plural}.read`),
  });
  return data ?? undefined;
}

/** Those whose names are told many at once. */
function isCustomer({ noun }: RecordName): boolean {
  return noun === 'contact' || noun === 'company';
}
