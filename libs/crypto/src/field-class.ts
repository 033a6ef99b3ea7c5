import { dateForm, documentForm, identifierForm } from './code-form.js';
import { emailForm } from './email-form.js';
import { phoneForm, type Region } from './phone-form.js';
import type { SearchForm } from './search-form.js';
import { wordForm } from './word-form.js';

/** What kind of personal data a field holds: the contract's `pii` option without its prefix. */
export type FieldClass = 'NAME' | 'EMAIL' | 'PHONE' | 'ADDRESS' | 'BIRTH_DATE' | 'DOCUMENT' | 'IDENTIFIER' | 'FREE_TEXT';

const nameLengths = [1, 2, 3, 4, 5, 6, 8, 10, 12];
const textLengths = [2, 4, 6, 8];

/** How each class is looked for; `region` is the tenant's, for numbers without country code. */
export function searchForms(region: Region): Readonly<Record<FieldClass, SearchForm>> {
  return {
    NAME: wordForm(nameLengths),
    EMAIL: emailForm,
    PHONE: phoneForm(region),
    ADDRESS: wordForm(textLengths),
    FREE_TEXT: wordForm(textLengths),
    BIRTH_DATE: dateForm,
    DOCUMENT: documentForm,
    IDENTIFIER: identifierForm,
  };
}
