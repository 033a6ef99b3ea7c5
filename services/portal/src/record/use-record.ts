import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { keys } from '../api/keys.js';
import type { Noun, NounRecord } from '../nouns/noun.js';
import { may, useMe } from '../session/me.js';
import { discreetFields } from './discreet-fields.js';

/** A record of a page, with the fields that are kept back until somebody asks for them. */
interface ReadRecord {
  readonly query: UseQueryResult<NounRecord>;
  /** Names of the fields that are not shown yet. */
  readonly hidden: ReadonlySet<string>;
  /** Reads these fields too, which the audit notes. */
  reveal(names: readonly string[]): Promise<void>;
}

/** Reads a record but for its discreet fields; those follow one by one, and stay shown as long as the page is open. */
export function useRecord(noun: Noun, id: string): ReadRecord {
  const me = useMe();
  const client = useQueryClient();
  const discreet = useMemo(() => discreetFields(noun), [noun]);
  const [shown, setShown] = useState<readonly string[]>([]);
  const wanted = useRef<readonly string[]>([]);
  const query = useQuery({
    queryKey: keys.record(noun.name, id),
    queryFn: ({ signal }) => noun.calls.get(id, { signal }, fieldsOf(noun, discreet, wanted.current)),
    enabled: may(me, `${noun.plural}.read`),
  });
  const reveal = async (names: readonly string[]) => {
    wanted.current = [...new Set([...wanted.current, ...names])];
    await client.invalidateQueries({ queryKey: keys.record(noun.name, id), exact: true });
    setShown(wanted.current);
  };
  return { query, hidden: new Set([...discreet].filter((name) => !shown.includes(name))), reveal };
}

/** All fields when none is kept back. */
function fieldsOf({ schema }: Noun, discreet: ReadonlySet<string>, wanted: readonly string[]): readonly string[] {
  if (discreet.size === 0) return [];
  return schema.fields.map(({ name }) => name).filter((name) => !discreet.has(name) || wanted.includes(name));
}
