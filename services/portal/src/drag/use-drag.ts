import { useRef, useState, type KeyboardEvent } from 'react';
import { useSay } from '../i18n/text.js';
import { usePointerDrag } from './use-pointer-drag.js';

interface DragWishes {
  /** What is said to people who do not see: the names of a card and of a zone. */
  readonly cardName: (id: string) => string;
  readonly zoneName: (zone: string) => string;
  /** Where a key leads from a zone, while a card is held by keyboard. */
  readonly step: (key: string, zone: string) => string | undefined;
  readonly move: (id: string, zone: string) => void;
}

/** A card that is being moved. */
interface Moving {
  readonly id: string;
  readonly from: string;
  readonly to: string | undefined;
}

/** Moves cards between zones by mouse and finger, and by keyboard: Space takes a card, arrows choose, Space or Enter puts it down, Escape leaves it. */
export function useDrag({ cardName, zoneName, step, move }: DragWishes) {
  const say = useSay();
  const area = useRef<HTMLDivElement>(null);
  const [moving, setMoving] = useState<Moving>();
  const [said, tell] = useState('');
  const zoneOf = (id: string) => area.current?.querySelector(`[data-drag="${CSS.escape(id)}"]`)?.closest<HTMLElement>('[data-zone]')?.dataset['zone'] ?? '';
  const put = (id: string, from: string, to: string | undefined) => {
    setMoving(undefined);
    if (to === undefined || to === from) return tell(say('drag.left', { title: cardName(id) }));
    tell(say('drag.moved', { title: cardName(id), place: zoneName(to) }));
    move(id, to);
    focusLater(area.current, id);
  };
  const pointer = usePointerDrag(area, {
    begin: (id) => setMoving({ id, from: zoneOf(id), to: undefined }),
    over: (to) => setMoving((before) => (before && before.to !== to ? { ...before, to } : before)),
    drop: (to) => moving && put(moving.id, moving.from, to),
  });
  const take = (id: string) => {
    setMoving({ id, from: zoneOf(id), to: zoneOf(id) });
    tell(say('drag.taken', { title: cardName(id), place: zoneName(zoneOf(id)) }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-drag]')?.dataset['drag'] : undefined;
    if (!id || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!moving) return void (event.key === ' ' && (event.preventDefault(), take(id)));
    event.preventDefault();
    const next = step(event.key, moving.to ?? moving.from);
    if (next !== undefined && hasZone(area.current, next)) {
      setMoving({ ...moving, to: next });
      tell(zoneName(next));
    } else if (event.key === ' ' || event.key === 'Enter') put(moving.id, moving.from, moving.to);
    else if (event.key === 'Escape' || event.key === 'Tab') put(moving.id, moving.from, undefined);
  };
  return { area, held: moving?.id, over: moving?.to, said, on: { ...pointer, onKeyDown } };
}

function hasZone(area: HTMLElement | null, zone: string): boolean {
  return Boolean(area?.querySelector(`[data-zone="${CSS.escape(zone)}"]`));
}

/** Whoever moved a card goes on from it. */
function focusLater(area: HTMLElement | null, id: string): void {
  window.setTimeout(() => area?.querySelector<HTMLElement>(`[data-drag="${CSS.escape(id)}"] a`)?.focus(), 60);
}
