import '@mantine/core/styles/PillsInput.layer.css';
import '@mantine/core/styles/Pill.layer.css';
import { TagsInput } from '@mantine/core';
import { useSay } from '../i18n/text.js';
import type { OneLineProps } from './field-input.js';

/** Free labels. */
export function TagsField({ value, onChange, shared }: OneLineProps) {
  const say = useSay();
  const tags = (value as readonly string[] | undefined) ?? [];
  return <TagsInput {...shared} placeholder={tags.length === 0 ? say('field.tagsHint') : ''} acceptValueOnBlur value={[...tags]} onChange={onChange} />;
}
