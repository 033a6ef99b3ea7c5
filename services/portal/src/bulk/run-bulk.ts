/** How far something has come that is done to many, one by one. */
export interface BulkProgress {
  readonly done: number;
  readonly failed: number;
  readonly of: number;
}

/** What became of it. */
export interface BulkOutcome<Item, Result> {
  readonly done: readonly (readonly [item: Item, result: Result])[];
  readonly failed: readonly (readonly [item: Item, error: unknown])[];
}

/** The reasons why some failed, each with how many it held up. */
export function whyFailed(
  { failed }: Pick<BulkOutcome<unknown, unknown>, 'failed'>,
  reasonOf: (error: unknown) => string,
): readonly (readonly [why: string, n: number])[] {
  const counted = new Map<string, number>();
  for (const [, error] of failed) counted.set(reasonOf(error), (counted.get(reasonOf(error)) ?? 0) + 1);
  return [...counted].map(([why, n]) => [lowerFirst(why), n]);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** So many are under way at once. */
const abreast = 4;

/** Does something to each of many, telling how far it has come. What fails does not hold up the rest; once stopped, no further one is begun. */
export async function runBulk<Item, Result>(
  items: readonly Item[],
  each: (item: Item) => Promise<Result>,
  tell: (progress: BulkProgress) => void,
  stop: AbortSignal,
): Promise<BulkOutcome<Item, Result>> {
  const done: (readonly [Item, Result])[] = [];
  const failed: (readonly [Item, unknown])[] = [];
  const waiting = [...items];
  const work = async () => {
    for (let item = waiting.shift(); item !== undefined && !stop.aborted; item = waiting.shift()) {
      await each(item).then(
        (result) => done.push([item, result]),
        (error: unknown) => failed.push([item, error]),
      );
      tell({ done: done.length, failed: failed.length, of: items.length });
    }
  };
  await Promise.all(Array.from({ length: abreast }, work));
  return { done, failed };
}

/** So many go in one call: few enough that the bar moves. */
const inOneCall = 50;

/** The same in calls that take many at once. A call that fails fails for all of its items. */
export async function runInCalls<Item, Result>(
  items: readonly Item[],
  many: (items: readonly Item[]) => Promise<readonly (Result | Error)[]>,
  tell: (progress: BulkProgress) => void,
  stop: AbortSignal,
): Promise<BulkOutcome<Item, Result>> {
  const done: (readonly [Item, Result])[] = [];
  const failed: (readonly [Item, unknown])[] = [];
  for (let from = 0; from < items.length && !stop.aborted; from += inOneCall) {
    const part = items.slice(from, from + inOneCall);
    const results = await many(part).catch((error: unknown) => part.map(() => (error instanceof Error ? error : new Error(String(error)))));
    part.forEach((item, at) => {
      const result = results[at]!;
      if (result instanceof Error) failed.push([item, result]);
      else done.push([item, result]);
    });
    tell({ done: done.length, failed: failed.length, of: items.length });
  }
  return { done, failed };
}
