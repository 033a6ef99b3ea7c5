import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconArrowsSort, IconTag } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useSay } from '../i18n/text.js';
import { standings } from '../nouns/standing.js';
import type { ListSearch } from './list-search.js';

const any = 'any';

/** Narrows and orders a list. */
export function ListFilters({ search, onChange }: { readonly search: ListSearch; readonly onChange: (search: ListSearch) => void }) {
  const say = useSay();
  const { standing: _, ...others } = search;
  return (
    <div className="filters push">
      <Select
        size="xs"
        className="filter"
        aria-label={say('list.filter.standing')}
        allowDeselect={false}
        data={[{ value: any, label: say('list.filter.anyStanding') }, ...standings.map(({ word, label }) => ({ value: word, label: say(label) }))]}
        value={search.standing ?? any}
        onChange={(word) => onChange(word && word !== any ? { ...others, standing: word } : others)}
      />
      <TagFilter search={search} onChange={onChange} />
      <SortChoice search={search} onChange={onChange} />
    </div>
  );
}

function SortChoice({ search, onChange }: Parameters<typeof ListFilters>[0]) {
  const say = useSay();
  const { sort, ...others } = search;
  return (
    <Select
      size="xs"
      className="filter"
      aria-label={say('list.sort')}
      allowDeselect={false}
      leftSection={<IconArrowsSort size={14} aria-hidden />}
      data={[
        { value: 'name', label: say('list.sort.name') },
        { value: 'newest', label: say('list.sort.newest') },
      ]}
      value={sort ?? 'name'}
      onChange={(value) => onChange(value === 'newest' ? { ...others, sort: value } : others)}
    />
  );
}

const typingMs = 350;

function TagFilter({ search, onChange }: Parameters<typeof ListFilters>[0]) {
  const say = useSay();
  const [typed, setTyped] = useState(search.tag ?? '');
  const applied = useRef(search.tag ?? '');
  const apply = (text: string) => {
    const { tag: _, ...others } = search;
    applied.current = text.trim();
    onChange(applied.current ? { ...others, tag: applied.current } : others);
  };
  useEffect(() => {
    // Cleared or followed from elsewhere, not by typing here.
    if ((search.tag ?? '') !== applied.current) setTyped((applied.current = search.tag ?? ''));
  }, [search.tag]);
  const later = useDebouncedCallback(apply, typingMs);
  return (
    <TextInput
      size="xs"
      className="filter"
      aria-label={say('list.filter.tag')}
      placeholder={say('list.filter.tag')}
      leftSection={<IconTag size={14} aria-hidden />}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        later(value);
      }}
    />
  );
}
