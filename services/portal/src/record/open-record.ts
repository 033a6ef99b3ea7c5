import { createContext, use } from 'react';
import type { Noun, NounRecord } from '../nouns/noun.js';
import { reaches, useMe } from '../session/me.js';

/** The record that a page is about. */
export interface OpenedRecord {
  readonly noun: Noun;
  readonly record: NounRecord;
  /** Names of the fields that are kept back until somebody asks for them. */
  readonly hidden: ReadonlySet<string>;
  reveal(names: readonly string[]): Promise<void>;
}

const Opened = createContext<OpenedRecord | undefined>(undefined);

/** Says to everything below which record is open. */
export const OpenRecord = Opened.Provider;

/** The open record, and what its reader may do with it. */
export function useOpenRecord(): OpenedRecord & { readonly mayChange: boolean; readonly mayDelete: boolean } {
  const me = useMe();
  const opened = use(Opened);
  if (!opened) throw new Error('this component belongs onto a record page');
  const { noun, record } = opened;
  const isHere = record.deletedAt === undefined;
  return {
    ...opened,
    mayChange: isHere && reaches(me, `${noun.plural}.write`, record),
    mayDelete: reaches(me, `${noun.plural}.delete`, record),
  };
}
