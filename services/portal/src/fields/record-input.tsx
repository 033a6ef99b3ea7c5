import type { Suggestion } from '@rapport/contracts/client';
import { useState } from 'react';
import { useSay } from '../i18n/text.js';
import type { RecordName } from '../nouns/noun.js';
import { SuggestCombobox } from '../shell/suggest-combobox.js';
import type { OneLineProps } from './field-input.js';
import { useRecordTitle } from './record-title.js';

/** Another record, found by what one types of it. */
export function RecordInput({ value, onChange, shared }: OneLineProps) {
  const say = useSay();
  const title = useRecordTitle(value as RecordName | undefined);
  const [typed, setTyped] = useState<string>();
  const type = (text: string) => {
    setTyped(text);
    onChange(undefined);
  };
  const pick = ({ noun, id, title: picked }: Suggestion) => {
    setTyped(picked);
    onChange({ noun, id });
  };
  return <SuggestCombobox typed={typed ?? title ?? ''} onType={type} onPick={pick} listLabel={say('search.found')} inputProps={shared} />;
}
