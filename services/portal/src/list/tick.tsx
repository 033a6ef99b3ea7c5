import { useEffect, useRef } from 'react';

interface TickProps {
  readonly label: string;
  readonly isOn: boolean;
  /** Some of what it stands for is chosen. */
  readonly isPartly?: boolean;
  readonly toggle: () => void;
  /** It is reached from its row, not by Tab. */
  readonly isOfRow?: boolean;
}

/** Chooses a row. The browser's own checkbox, for there are many. */
export function Tick({ label, isOn, isPartly = false, toggle, isOfRow = false }: TickProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = isPartly;
  }, [isPartly]);
  return <input ref={box} type="checkbox" className="tick" aria-label={label} checked={isOn} tabIndex={isOfRow ? -1 : 0} onChange={toggle} />;
}
