import { useLayoutEffect, useState, type RefObject } from 'react';

/** The rows that are drawn, from one to before another. */
export interface RowsInSight {
  readonly from: number;
  readonly to: number;
}

/** So many are drawn beyond either edge of the window, so that none is missed while one scrolls. */
const beyond = 12;

/** Which of many rows of one height stand in the window, of those that begin with the element. */
export function useRowsInSight(element: RefObject<HTMLElement | null>, count: number, rowPx: number): RowsInSight {
  const [sight, setSight] = useState<RowsInSight>({ from: 0, to: 40 });
  useLayoutEffect(() => {
    const look = () => {
      const top = element.current?.getBoundingClientRect().top ?? 0;
      const from = Math.max(0, Math.floor(-top / rowPx) - beyond);
      const to = Math.max(from, Math.ceil((window.innerHeight - top) / rowPx) + beyond);
      setSight((before) => (before.from === from && before.to === to ? before : { from, to }));
    };
    look();
    const watching = new ResizeObserver(look);
    watching.observe(document.body);
    window.addEventListener('scroll', look, { passive: true });
    return () => {
      watching.disconnect();
      window.removeEventListener('scroll', look);
    };
  }, [element, rowPx]);
  return { from: Math.min(sight.from, count), to: Math.min(sight.to, count) };
}
