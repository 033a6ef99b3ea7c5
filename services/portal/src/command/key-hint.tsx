import { Kbd } from '@mantine/core';
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
