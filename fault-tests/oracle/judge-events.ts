import type { EffectFact, EventFact, Facts, VersionFact } from './facts.js';
import { doubled, lost, other, type Finding } from './finding.js';

/** The committed versions of one record and its events: as many, of the right kind, and with the broker once they are marked so. */
export function judgeEvents(versions: readonly VersionFact[], events: readonly EventFact[], inBroker: ReadonlySet<string> | undefined): Finding[] {
  const id = versions[0]?.recordId ?? events[0]?.recordId;
  const own = events.toSorted((a, b) => a.version - b.version);
  const told = `${id}: ${versions.length} changes committed, events ${own.map(({ version }) => version).join(',')}`;
  if (own.length < versions.length) return [lost('I4', told)];
  if (own.length > versions.length) return [doubled('I4', told)];
  const wrong = own.filter(({ type }, index) => type !== (index === 0 ? 'ContactCreated' : 'ContactUpdated'));
  const gone = inBroker ? own.filter((event) => event.isPublished && !inBroker.has(event.id)) : [];
  return [
    ...wrong.map(({ type, version }) => other('I4', `${id}: event ${version} says ${type}`)),
    ...gone.map((event) => lost('I4', `${id}: the broker does not keep event ${event.id}, marked as published`)),
  ];
}

/** The events of one aggregate have no gap in their versions, and took effect in their order. */
export function judgeOrder(id: string, events: readonly EventFact[], effects: readonly EffectFact[]): Finding[] {
  const own = events.toSorted((a, b) => a.version - b.version);
  const hasGap = own.some(({ version }, index) => version !== index + 1);
  const first = firstOrders(effects);
  const orders = own.flatMap((event) => first.get(event.id) ?? []);
  const isDisordered = orders.some((order, index) => index > 0 && order < orders[index - 1]!);
  return [
    ...(hasGap ? [other('I6', `${id}: events ${own.map(({ version }) => version).join(',')}`)] : []),
    ...(isDisordered ? [other('I6', `${id}: its events took effect out of order`)] : []),
  ];
}

/** Every event took effect once, every consumer knows of it, and nothing took effect that nobody said. */
export function judgeEffects({ events, effects, unheard }: Facts): Finding[] {
  const byEvent = Map.groupBy(effects, (effect) => effect.eventId);
  const said = new Set(events.map(({ id }) => id));
  const counted = events.flatMap(({ id, recordId, version }): Finding[] => {
    const times = byEvent.get(id)?.length ?? 0;
    const what = `${recordId}: event ${version} (${id}) took effect ${times} times`;
    return times === 1 ? [] : [times === 0 ? lost('I5', what) : doubled('I5', what)];
  });
  const strays = [...byEvent.keys()].filter((id) => !said.has(id));
  return [
    ...counted,
    ...strays.map((id) => other('I5', `event ${id} took effect, and nobody said it`)),
    ...unheard.map((what) => lost('I5', `${what}: its inbox knows nothing of an event that it hears`)),
  ];
}

// Remembered, for it is asked once for each aggregate.
const known = new WeakMap<readonly EffectFact[], ReadonlyMap<string, number>>();

function firstOrders(effects: readonly EffectFact[]): ReadonlyMap<string, number> {
  const found = known.get(effects);
  if (found) return found;
  const orders = new Map<string, number>();
  for (const { eventId, order } of effects) if (!orders.has(eventId)) orders.set(eventId, order);
  known.set(effects, orders);
  return orders;
}
