import { useQuery } from '@tanstack/react-query';
import { useLocale } from '../i18n/locale.js';
import { ChoiceMark } from '../look/marks.js';
import { pipelinesQuery, stageShown, toneOf } from './stages.js';

/** What a stage is called. */
export function StageName({ id }: { readonly id: string }) {
  const locale = useLocale();
  const { data } = useQuery(pipelinesQuery);
  const stage = data?.flatMap(({ stages }) => stages).find((one) => one.id === id);
  // A stage may have been taken away since.
  return stage ? <ChoiceMark label={stageShown(stage, locale)} tone={toneOf(stage)} /> : <span className="soft">…</span>;
}
