import { useMemo, useState } from 'react';
import type { Field } from '../fields/field.js';
import { useFields } from '../fields/use-fields.js';
import { useNarrow } from '../look/narrow.js';
import type { Noun } from '../nouns/noun.js';
import { keep, kept } from '../session/kept.js';

export interface Columns {
  readonly shown: readonly Field[];
  readonly all: readonly Field[];
  readonly choose: (paths: readonly string[]) => void;
  /** Shows those of a view, without this browser remembering them; nothing brings back what it remembers. */
  readonly show: (paths: readonly string[] | undefined) => void;
}

/** The columns of a list, as this browser's reader chose them, or as a view has them. */
export function useColumns(noun: Noun, isOfView: boolean): Columns {
  const keptAs = `rapport.columns.${noun.name}`;
  const { own, custom, kept: keptFields } = useFields(noun);
  const isNarrow = useNarrow();
  // Nothing, as long as nobody chose.
  const [chosen, setChosen] = useState(() => keptPaths(keptAs));
  return useMemo(() => {
    const usual = isNarrow ? noun.brief : noun.columns;
    const all = [...own, ...custom, ...keptFields];
    const choose = (paths: readonly string[]) => {
      setChosen([...paths]);
      if (!isOfView) keep(keptAs, paths.join(' '));
    };
    const show = (paths: readonly string[] | undefined) => setChosen(paths ?? keptPaths(keptAs));
    // A field may have been retired since.
    return { all, shown: (chosen ?? usual).flatMap((path) => all.find((field) => field.path === path) ?? []), choose, show };
  }, [own, custom, keptFields, chosen, keptAs, isOfView, isNarrow, noun]);
}

function keptPaths(keptAs: string): readonly string[] | undefined {
  return kept(keptAs)?.split(' ').filter(Boolean);
}
