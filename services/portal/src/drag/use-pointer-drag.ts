import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';

interface PointerDrag {
  readonly begin: (id: string) => void;
  /** The zone that is under the pointer, or none. */
  readonly over: (zone: string | undefined) => void;
  readonly drop: (zone: string | undefined) => void;
}

/** A mouse begins to drag after so many pixels, a finger after so long a press without having moved. */
const startPx = 6;
const pressMs = 280;
/** Near the edge of what is wider than the window, dragging pushes it aside. */
const edgePx = 48;
const pushPx = 14;

interface Held {
  readonly id: string;
  readonly card: HTMLElement;
  readonly x: number;
  readonly y: number;
  readonly pointer: number;
  ghost?: HTMLElement;
  timer?: number;
}

/** Dragging by mouse, pen and finger, within an element: from what is marked `data-drag` to what is marked `data-zone`. */
export function usePointerDrag(area: RefObject<HTMLElement | null>, { begin, over, drop }: PointerDrag) {
  const held = useRef<Held | undefined>(undefined);
  const isDragging = () => held.current?.ghost !== undefined;
  useNoScroll(area, isDragging);
  const lift = () => {
    const now = held.current;
    if (!now) return;
    now.ghost = ghostOf(now.card);
    now.card.setPointerCapture(now.pointer);
    begin(now.id);
  };
  const end = (zone: string | undefined) => {
    const now = held.current;
    held.current = undefined;
    window.clearTimeout(now?.timer);
    if (!now?.ghost) return;
    now.ghost.remove();
    // The press that ended here was no click.
    window.addEventListener('click', stopOnce, { capture: true, once: true });
    window.setTimeout(() => window.removeEventListener('click', stopOnce, { capture: true }), 50);
    drop(zone);
  };
  const onPointerDown = (event: PointerEvent) => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-drag]') : null;
    if (!card || event.button !== 0 || (event.target as Element).closest('button, input')) return;
    held.current = { id: card.dataset['drag']!, card, x: event.clientX, y: event.clientY, pointer: event.pointerId };
    if (event.pointerType === 'touch') held.current.timer = window.setTimeout(lift, pressMs);
  };
  const onPointerMove = (event: PointerEvent) => {
    const now = held.current;
    if (!now) return;
    const hasMoved = Math.hypot(event.clientX - now.x, event.clientY - now.y) > startPx;
    if (!now.ghost && hasMoved && event.pointerType === 'touch') return end(undefined);
    if (!now.ghost && hasMoved) lift();
    if (!now.ghost) return;
    now.ghost.style.translate = `${event.clientX - now.x}px ${event.clientY - now.y}px`;
    pushAside(area.current, event.clientX);
    over(zoneAt(event));
  };
  return {
    onPointerDown,
    onPointerMove,
    onPointerUp: (event: PointerEvent) => end(isDragging() ? zoneAt(event) : undefined),
    onPointerCancel: () => end(undefined),
    onContextMenu: (event: { preventDefault: () => void }) => held.current && event.preventDefault(),
    onDragStart: (event: { preventDefault: () => void }) => event.preventDefault(),
  };
}

/** A finger that drags does not scroll; the browser has to know early that somebody may say so. */
function useNoScroll(area: RefObject<HTMLElement | null>, isDragging: () => boolean): void {
  const ask = useRef(isDragging);
  useEffect(() => {
    const onTouchMove = (event: TouchEvent) => ask.current() && event.preventDefault();
    const element = area.current;
    element?.addEventListener('touchmove', onTouchMove, { passive: false });
    return () => element?.removeEventListener('touchmove', onTouchMove);
  }, [area]);
}

function zoneAt({ clientX, clientY }: PointerEvent): string | undefined {
  return document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-zone]')?.dataset['zone'];
}

function ghostOf(card: HTMLElement): HTMLElement {
  const { left, top, width, height } = card.getBoundingClientRect();
  const ghost = card.cloneNode(true) as HTMLElement;
  ghost.classList.add('drag-ghost');
  ghost.setAttribute('aria-hidden', 'true');
  Object.assign(ghost.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
  document.body.append(ghost);
  return ghost;
}

function pushAside(area: HTMLElement | null, x: number): void {
  if (!area) return;
  const { left, right } = area.getBoundingClientRect();
  if (x < left + edgePx) area.scrollLeft -= pushPx;
  else if (x > Math.min(right, window.innerWidth) - edgePx) area.scrollLeft += pushPx;
}

function stopOnce(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
