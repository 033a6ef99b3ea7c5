import { Standing } from '@rapport/contracts/client';
import type { MessageKey } from '../i18n/text.js';

/** What a customer can be to the tenant, with the word of the REST API and its name for people. */
export const standings: readonly { readonly value: Standing; readonly word: string; readonly label: MessageKey }[] = [
  { value: Standing.PROSPECT, word: 'prospect', label: 'standing.prospect' },
  { value: Standing.CUSTOMER, word: 'customer', label: 'standing.customer' },
  { value: Standing.PARTNER, word: 'partner', label: 'standing.partner' },
  { value: Standing.RESELLER, word: 'reseller', label: 'standing.reseller' },
  { value: Standing.SUPPLIER, word: 'supplier', label: 'standing.supplier' },
  { value: Standing.FORMER, word: 'former', label: 'standing.former' },
];

export function standingOf(value: Standing): (typeof standings)[number] | undefined {
  return standings.find((each) => each.value === value);
}
