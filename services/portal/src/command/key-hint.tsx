import { Kbd, Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { isPlain, shownKeys } from './keys.js';
import { usePlainKeys } from './plain-keys.js';

/** The keys of a command, for eyes only. */
export function KeyHint({ keys }: { readonly keys: string }) {
  const arePlainOn = usePlainKeys();
  if (isPlain(keys) && !arePlainOn) return null;
  return (
    <span className="keys" aria-hidden>
      {shownKeys(keys).map((key) => (
        <Kbd key={key} size="xs">
          {key}
        </Kbd>
      ))}
    </span>
  );
}

/** A control that tells its keys when one points at it. */
export function Hinted({ keys, children }: { readonly keys: string; readonly children: ReactElement<Record<string, unknown>> }) {
  const isOff = isPlain(keys) && !usePlainKeys();
  return (
    <Tooltip label={<KeyHint keys={keys} />} openDelay={350} disabled={isOff} events={{ hover: true, focus: true, touch: false }} className="hint-tip">
      {children}
    </Tooltip>
  );
}
