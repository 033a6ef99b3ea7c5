import type { Entry } from '../ledger/ledger.js';
import type { RecordFact, VersionFact } from './facts.js';
import { doubled, lost, other, type Finding } from './finding.js';

/** A command that adds a record, and the records that bear its mark. */
export function judgeCreate(entry: Entry, found: readonly RecordFact[]): Finding[] {
  const said = told(entry);
  if (found.length > 1) return [doubled(entry.outcome === 'ok' ? 'I1' : 'I3', `${said} made ${found.length} records`)];
  if (entry.outcome === 'refused' && found.length > 0) return [other('I2', `${said} was refused and is there`)];
  if (entry.outcome === 'ok' && found.length === 0) return [lost('I1', `${said} is not there`)];
  if (entry.outcome === 'ok' && found[0]!.id !== entry.id) return [lost('I1', `${said} is there as ${found[0]!.id}, answered ${entry.id}`)];
  return [];
}

/** A record's committed versions, and the commands that were to change it in the order sent: each answered one is in it once, as the version answered, and nothing else is. */
export function judgeHistory(record: RecordFact, versions: readonly VersionFact[], changes: readonly Entry[]): Finding[] {
  const byMark = Map.groupBy(versions, ({ mark }) => mark);
  const known = new Set([record.made, ...changes.map(({ mark }) => mark)]);
  return [
    ...numbered(record, versions),
    ...changes.flatMap((entry) => judgeChange(entry, byMark.get(entry.mark) ?? [])),
    ...((byMark.get(record.made)?.length ?? 0) > 1 ? [doubled('I3', `${record.id}: ${record.made} made more than one version`)] : []),
    ...[...byMark.keys()].filter((mark) => !known.has(mark)).map((mark) => other('I3', `${record.id}: “${mark}” changed it, which nobody sent`)),
    ...inTheOrderAnswered(record, byMark, changes),
  ];
}

function numbered({ id, version }: RecordFact, versions: readonly VersionFact[]): Finding[] {
  const numbers = versions.map((one) => one.version).sort((a, b) => a - b);
  const isWhole = numbers.length === version && numbers.every((number, index) => number === index + 1);
  return isWhole ? [] : [other('I6', `${id}: is version ${version}, and versions ${numbers.join(',')} were committed`)];
}

function judgeChange(entry: Entry, found: readonly VersionFact[]): Finding[] {
  const said = `${entry.target}: ${told(entry)}`;
  if (found.length > 1) return [doubled('I3', `${said} happened ${found.length} times`)];
  if (entry.outcome === 'refused' && found.length > 0) return [other('I2', `${said} was refused and happened`)];
  if (entry.outcome !== 'ok') return [];
  if (found.length === 0) return [lost('I1', `${said} is not in the history`)];
  if (entry.version !== undefined && found[0]!.version !== entry.version)
    return [lost('I1', `${said} is version ${found[0]!.version}, answered as ${entry.version}`)];
  return [];
}

/** A client sends the next change of a record when it knows of the last: what was answered later lies on top. Only what is unknown may come late. */
function inTheOrderAnswered({ id }: RecordFact, byMark: ReadonlyMap<string, readonly VersionFact[]>, changes: readonly Entry[]): Finding[] {
  const answered = changes.filter(({ outcome }) => outcome === 'ok');
  const at = answered.flatMap(({ mark }) => byMark.get(mark)?.[0]?.version ?? []);
  return at.some((version, index) => index > 0 && version < at[index - 1]!) ? [lost('I1', `${id}: a change answered earlier lies over a later one`)] : [];
}

const told = ({ key, outcome, answer }: Entry): string => `${key} (${outcome}, ${answer})`;
