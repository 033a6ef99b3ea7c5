import type { Entry } from '../ledger/ledger.js';
import type { Facts, ShownFact, VersionFact } from './facts.js';
import { lost, type Finding } from './finding.js';

type Writes = Readonly<Record<string, string>>;

/** What clients are shown: at each version every field has the value that was written last by then, opened with the right key. */
export function judgeShown(entries: readonly Entry[], { versions, shown }: Pick<Facts, 'versions' | 'shown'>): Finding[] {
  const writes = new Map(entries.map((entry): [string, Writes] => [entry.mark, entry.writes ?? {}]));
  const byRecord = Map.groupBy(versions, ({ recordId }) => recordId);
  return shown.flatMap((fact) => judgeOne(fact, valuesAt(fact.version, byRecord.get(fact.recordId) ?? [], writes)));
}

function judgeOne({ recordId, version, status, fields }: ShownFact, expected: ReadonlyMap<string, { value: string; by: string }>): Finding[] {
  if (status !== 200) return [lost('I1', `${recordId}: version ${version} is not shown, ${status} is answered`)];
  return [...expected].flatMap(([field, { value, by }]) =>
    fields[field] === value ? [] : [lost('I1', `${recordId}: version ${version} shows another ${field} than ${by} wrote`)],
  );
}

function valuesAt(version: number, history: readonly VersionFact[], writes: ReadonlyMap<string, Writes>): ReadonlyMap<string, { value: string; by: string }> {
  const until = history.filter((one) => one.version <= version).sort((a, b) => a.version - b.version);
  return new Map(until.flatMap(({ mark }) => Object.entries(writes.get(mark) ?? {}).map(([field, value]) => [field, { value, by: mark }] as const)));
}
