import type { Entry } from '../ledger/ledger.js';
import type { Facts } from './facts.js';
import { other, type Finding } from './finding.js';
import { judgeCreate, judgeHistory } from './judge-commands.js';
import { judgeEffects, judgeEvents, judgeOrder } from './judge-events.js';
import { judgeShown } from './judge-shown.js';
import { judgeServices } from './services.js';

export type { Finding } from './finding.js';

/** What a fault may leave behind without fault. */
export interface Allowance {
  readonly deadLetters?: number;
}

/** Holds a ledger against what is there. Nothing found: every promise was kept. */
export function judge(entries: readonly Entry[], facts: Facts, allowed: Allowance = {}): Finding[] {
  const byMark = Map.groupBy(facts.records, (record) => record.made);
  const versions = Map.groupBy(facts.versions, (version) => version.recordId);
  const events = Map.groupBy(facts.events, (event) => event.recordId);
  const changes = Map.groupBy(entries.filter(isChange), (entry) => entry.target!);
  return [
    ...entries.filter((entry) => !isChange(entry)).flatMap((entry) => judgeCreate(entry, byMark.get(entry.mark) ?? [])),
    ...facts.records.flatMap((record) => judgeHistory(record, versions.get(record.id) ?? [], changes.get(record.id) ?? [])),
    ...judgeShown(entries, facts),
    ...facts.records.flatMap((record) => judgeEvents(versions.get(record.id) ?? [], events.get(record.id) ?? [], facts.inBroker)),
    ...[...events].flatMap(([id, own]) => judgeOrder(id, own, facts.effects)),
    ...judgeEffects(facts),
    ...judgeRest(facts, allowed),
    ...(facts.services ? judgeServices(facts.services) : []),
  ];
}

const isChange = ({ verb }: Entry): boolean => verb === 'change';

function judgeRest({ waiting, stolen, deadLetters, leaks }: Facts, allowed: Allowance): Finding[] {
  const found = (count: number, what: string): Finding[] => (count > 0 ? [other('I7', `${count} ${what}`)] : []);
  return [
    ...found(waiting, 'events still wait in an outbox'),
    ...found(stolen, 'times a relay took an event that another held'),
    ...found(Math.max(0, deadLetters - (allowed.deadLetters ?? 0)), 'dead letters that nobody expected'),
    ...found(Math.max(0, (allowed.deadLetters ?? 0) - deadLetters), 'dead letters fewer than the fault leaves'),
    ...leaks.map((where) => other('I8', `personal data in the clear in ${where}`)),
  ];
}
