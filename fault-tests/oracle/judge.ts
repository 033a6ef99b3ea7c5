import type { Entry } from '../ledger/ledger.js';
import type { EventFact, Facts, RecordFact } from './facts.js';

/** One way in which the system did not keep its word. */
export interface Finding {
  /** I1–I8 of the guarantees. */
  readonly rule: string;
  readonly kind: 'lost' | 'doubled' | 'other';
  readonly what: string;
}

/** What a fault may leave behind without fault. */
export interface Allowance {
  readonly deadLetters?: number;
}

/** Holds a ledger against what is there. Nothing found: every promise was kept. */
export function judge(entries: readonly Entry[], facts: Facts, allowed: Allowance = {}): Finding[] {
  const byMark = Map.groupBy(facts.records, (record) => record.made);
  const byRecord = Map.groupBy(facts.events, (event) => event.recordId);
  const changes = Map.groupBy(
    entries.filter((entry) => entry.verb === 'change'),
    (entry) => entry.target!,
  );
  return [
    ...entries.filter((entry) => entry.verb === 'create').flatMap((entry) => judgeCreate(entry, byMark.get(entry.mark) ?? [])),
    ...facts.records.flatMap((record) => judgeChanges(record, changes.get(record.id) ?? [])),
    ...facts.records.flatMap((record) => judgeEvents(record, byRecord.get(record.id) ?? [], facts.inBroker)),
    ...judgeEffects(facts),
    ...judgeRest(facts, allowed),
  ];
}

function judgeCreate(entry: Entry, found: readonly RecordFact[]): Finding[] {
  const said = `${entry.key} (${entry.outcome}, ${entry.answer})`;
  if (found.length > 1) return [{ rule: entry.outcome === 'ok' ? 'I1' : 'I3', kind: 'doubled', what: `${said} made ${found.length} records` }];
  if (entry.outcome === 'refused' && found.length > 0) return [{ rule: 'I2', kind: 'other', what: `${said} was refused and is there` }];
  if (entry.outcome === 'ok' && found.length === 0) return [{ rule: 'I1', kind: 'lost', what: `${said} is not there` }];
  if (entry.outcome === 'ok' && found[0]!.id !== entry.id)
    return [{ rule: 'I1', kind: 'lost', what: `${said} is there as ${found[0]!.id}, answered ${entry.id}` }];
  return [];
}

function judgeChanges({ id, version, changed = 'none' }: RecordFact, changes: readonly Entry[]): Finding[] {
  const count = (outcome: Entry['outcome']) => changes.filter((entry) => entry.outcome === outcome).length;
  const [applied, ok, unknown] = [version - 1, count('ok'), count('unknown')];
  const told = `${id}: ${ok} changes answered, ${unknown} unknown, ${applied} made`;
  if (applied < ok) return [{ rule: 'I1', kind: 'lost', what: told }];
  if (applied > ok + unknown) return [{ rule: 'I3', kind: 'doubled', what: told }];
  const last = changes.findLastIndex((entry) => entry.outcome === 'ok');
  if (last < 0) return [];
  const latest = new Set([changes[last]!.mark, ...changes.slice(last).flatMap((entry) => (entry.outcome === 'unknown' ? [entry.mark] : []))]);
  return latest.has(changed) ? [] : [{ rule: 'I1', kind: 'lost', what: `${id}: last change answered is ${changes[last]!.mark}, it shows ${changed}` }];
}

function judgeEvents({ id, version }: RecordFact, events: readonly EventFact[], inBroker: ReadonlySet<string> | undefined): Finding[] {
  const versions = events.map((event) => event.version).sort((a, b) => a - b);
  const told = `${id}: ${version} changes committed, events ${versions.join(',')}`;
  if (versions.length < version) return [{ rule: 'I4', kind: 'lost', what: told }];
  if (versions.length > version) return [{ rule: 'I4', kind: 'doubled', what: told }];
  if (versions.some((value, index) => value !== index + 1)) return [{ rule: 'I6', kind: 'other', what: told }];
  const gone = inBroker ? events.filter((event) => event.isPublished && !inBroker.has(event.id)) : [];
  return gone.map((event) => ({ rule: 'I4', kind: 'lost', what: `${id}: the broker does not keep event ${event.id}, marked as published` }));
}

function judgeEffects({ events, effects }: Facts): Finding[] {
  const byEvent = Map.groupBy(effects, (effect) => effect.eventId);
  const counted = events.flatMap(({ id, recordId, version }): Finding[] => {
    const times = byEvent.get(id)?.length ?? 0;
    if (times === 1) return [];
    return [{ rule: 'I5', kind: times === 0 ? 'lost' : 'doubled', what: `${recordId}: event ${version} (${id}) took effect ${times} times` }];
  });
  const disordered = [...Map.groupBy(events, (event) => event.recordId)].flatMap(([recordId, own]): Finding[] => {
    const orders = own.toSorted((a, b) => a.version - b.version).flatMap(({ id }) => byEvent.get(id)?.[0]?.order ?? []);
    return orders.some((order, index) => index > 0 && order < orders[index - 1]!)
      ? [{ rule: 'I6', kind: 'other', what: `${recordId}: its events took effect out of order` }]
      : [];
  });
  return [...counted, ...disordered];
}

function judgeRest({ events, stolen, deadLetters, leaks, misread }: Facts, allowed: Allowance): Finding[] {
  const waiting = events.filter((event) => !event.isPublished).length;
  const found = (rule: string, count: number, what: string): Finding[] => (count > 0 ? [{ rule, kind: 'other', what: `${count} ${what}` }] : []);
  return [
    ...found('I7', waiting, 'events still wait in the outbox'),
    ...found('I7', stolen, 'times a relay took an event that another held'),
    ...found('I7', Math.max(0, deadLetters - (allowed.deadLetters ?? 0)), 'dead letters that nobody expected'),
    ...leaks.map((where): Finding => ({ rule: 'I8', kind: 'other', what: `personal data in the clear in ${where}` })),
    ...misread.map((what): Finding => ({ rule: 'I1', kind: 'lost', what })),
  ];
}
