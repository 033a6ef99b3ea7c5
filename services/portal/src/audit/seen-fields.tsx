import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { fieldNames } from '../fields/field-names.js';
import { useSay } from '../i18n/text.js';

const mostShown = 3;

/** Names of the fields seen or changed: the first few, and all when asked. */
export function SeenFields({ names }: { readonly names: readonly string[] }) {
  const say = useSay();
  const [isWhole, setWhole] = useState(false);
  const all = fieldNames(names, say);
  const rest = all.length - mostShown;
  const shown = isWhole || rest <= 1 ? all : all.slice(0, mostShown);
  return (
    <span className="seen small soft">
      {shown.join(', ')}{' '}
      {shown.length < all.length && (
        <UnstyledButton className="link tiny" aria-label={say('audit.allFields', { n: rest })} onClick={() => setWhole(true)}>
          +{rest}
        </UnstyledButton>
      )}
    </span>
  );
}
