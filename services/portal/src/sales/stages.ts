import type { Pipeline, Stage } from '@rapport/contracts/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { queryClient } from '../api/query-client.js';
import type { Option } from '../fields/use-options.js';
import { useLocale, type Locale } from '../i18n/locale.js';

/** The tenant's pipelines. */
export const pipelinesQuery = queryOptions({
  queryKey: ['pipelines'],
  // Every list can show a stage, so its part of the contract loads once one is shown.
  queryFn: async ({ signal }): Promise<readonly Pipeline[]> =>
    (await (await import('./pipeline-calls.js')).pipelineCalls.listPipelines({}, { signal })).pipelines,
  staleTime: 60_000,
});

/** Its name in the reader's language, else in the other. */
export function stageShown({ nameEn, nameRu }: Pick<Stage, 'nameEn' | 'nameRu'>, locale: Locale): string {
  return (locale === 'ru' ? nameRu || nameEn : nameEn || nameRu) || '—';
}

/** The stages that a deal can stand in, pipeline after pipeline. */
export function useStageOptions(enabled: boolean): readonly Option[] {
  const locale = useLocale();
  const { data = [] } = useQuery({ ...pipelinesQuery, enabled });
  return data.flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({
      word: stage.id,
      label: data.length > 1 ? `${stageShown(pipeline, locale)}: ${stageShown(stage, locale)}` : stageShown(stage, locale),
      means: stage.id,
      tone: toneOf(stage),
    })),
  );
}

/** A stage by its id, as it is known now. */
export async function stageNamed(id: string): Promise<Stage | undefined> {
  const pipelines = await queryClient.ensureQueryData(pipelinesQuery);
  return pipelines.flatMap(({ stages }) => stages).find((stage) => stage.id === id);
}

/** What ends a deal; the numbers are the contract's. */
const looks: Readonly<Record<number, string>> = { 2: 'deal-state.won', 3: 'deal-state.lost' };

/** Name of its looks. */
export function toneOf({ kind }: Pick<Stage, 'kind'>): string {
  return looks[kind] ?? 'deal-state.open';
}
