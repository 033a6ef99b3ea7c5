import { useEffect, useRef } from 'react';

interface TickProps {
  readonly label: string;
  readonly isOn: boolean;
  /** Some of what it stands for is chosen. */
  readonly isPartly?: boolean;
  readonly toggle: () => void;
}

/** Chooses a row. The browser's own checkbox, for there are many. */
export function Tick({ label, isOn, isPartly = false, toggle }: TickProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = isPartly;
  }, [isPartly]);
  return <input ref={box} type="checkbox" className="tick" aria-label={label} checked={isOn} onChange={toggle} />;
}
