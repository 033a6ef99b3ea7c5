import { CustomFieldType } from '@rapport/contracts/client';
import type { MessageKey } from '../i18n/text.js';

/** What a custom field can hold. */
export const customFieldTypes: readonly { readonly value: CustomFieldType; readonly word: string; readonly label: MessageKey }[] = [
  { value: CustomFieldType.TEXT, word: 'text', label: 'customFields.type.text' },
  { value: CustomFieldType.NUMBER, word: 'number', label: 'customFields.type.number' },
  { value: CustomFieldType.DATE, word: 'date', label: 'customFields.type.date' },
  { value: CustomFieldType.FLAG, word: 'flag', label: 'customFields.type.flag' },
  { value: CustomFieldType.CHOICE, word: 'choice', label: 'customFields.type.choice' },
];
