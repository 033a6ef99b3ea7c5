import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { KeyHint } from '../command/key-hint.js';
import { useSay } from '../i18n/text.js';
import { may, useMe } from '../session/me.js';

/** Opens the palette; looks like the place to search, for that is what it is. */
export function SearchButton({ open }: { readonly open: () => void }) {
  const say = useSay();
  const finds = may(useMe(), 'search.read');
  return (
    <UnstyledButton className="search" aria-haspopup="dialog" aria-keyshortcuts="Control+K" onClick={open}>
      <IconSearch size={16} aria-hidden />
      <span className="cut">{say(finds ? 'search.placeholder' : 'palette.open')}</span>
      <span className="search-hint">
        <KeyHint keys="mod+k" />
      </span>
    </UnstyledButton>
  );
}
