import { useState } from 'react';
import type { NounRecord } from '../nouns/noun.js';

/** The records that something shall be done with. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  toggle(record: NounRecord): void;
  /** All of these, or none where all are chosen already. */
  toggleAll(records: readonly NounRecord[]): void;
  clear(): void;
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    ids,
    toggle: ({ id }) => setIds((before) => (before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id]))),
    toggleAll: (records) => setIds((before) => (records.every(({ id }) => before.has(id)) ? new Set() : new Set(records.map(({ id }) => id)))),
    clear: () => setIds(new Set()),
  };
}
