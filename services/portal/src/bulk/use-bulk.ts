import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { freshenLists } from '../api/fresh-lists.js';
import { keys } from '../api/keys.js';
import { isRefusal, troubleOf } from '../api/trouble.js';
import { useSay, type MessageKey } from '../i18n/text.js';
import type { Became, Noun, NounRecord } from '../nouns/noun.js';
import { offerUndo, sayDone, sayTold } from '../states/toast.js';
import type { BulkChange, Many } from './bulk-change.js';
import { runBulk, runInCalls, whyFailed, type BulkOutcome, type BulkProgress } from './run-bulk.js';

type Outcome = BulkOutcome<NounRecord, Became>;

interface Bulk {
  /** How far it has come, while something is being done. */
  readonly progress: BulkProgress | undefined;
  readonly stop: () => void;
  /** Does it to all of them; what was done is said as `done`, and can be undone for a while. */
  readonly run: (records: readonly NounRecord[], change: BulkChange, done: MessageKey) => Promise<void>;
}

/** Does something to many records. */
export function useBulk(noun: Noun): Bulk {
  const say = useSay();
  const client = useQueryClient();
  const [progress, setProgress] = useState<BulkProgress>();
  const stopping = useRef(new AbortController());
  const each = async <Item>(items: readonly Item[], act: (item: Item) => Promise<Became>, many?: Many<Item>) => {
    stopping.current = new AbortController();
    setProgress({ done: 0, failed: 0, of: items.length });
    const { signal } = stopping.current;
    const outcome = await (many ? runInCalls<Item, Became>(items, many, setProgress, signal) : runBulk(items, act, setProgress, signal));
    setProgress(undefined);
    for (const [, { after }] of outcome.done) client.setQueryData(keys.record(noun.name, after.id), after);
    freshenLists(
      client,
      noun,
      outcome.done.map(([, { after }]) => after),
    );
    return outcome;
  };
  const sayFailed = (outcome: BulkOutcome<unknown, unknown>, as: 'bulk.failed' | 'bulk.notUndone') => {
    const sentences = whyFailed(outcome, (error) => (isRefusal(error, 412) ? say('bulk.changedSince') : troubleOf(error, say).title)).map(([why, n]) =>
      say(as, { n, why }),
    );
    if (sentences.length > 0) sayTold(sentences.join(' '));
  };
  const undo = async (outcome: Outcome, change: BulkChange) => {
    const changed = outcome.done.map(([, became]) => became).filter(({ before }) => before !== undefined);
    const undone = await each(changed, (became) => change.undo(noun, became), change.undoMany?.(noun));
    if (undone.done.length > 0) sayDone(say('bulk.undone', { n: undone.done.length }));
    sayFailed(undone, 'bulk.notUndone');
  };
  const run: Bulk['run'] = async (records, change, done) => {
    const outcome = await each(records, (record) => change.apply(noun, record), change.applyMany?.(noun));
    if (outcome.done.length > 0) offerUndo(say(done, { n: outcome.done.length }), () => void undo(outcome, change));
    sayFailed(outcome, 'bulk.failed');
  };
  return { progress, stop: () => stopping.current.abort(), run };
}
