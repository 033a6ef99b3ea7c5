import { CorrectionService, type Correction } from '@rapport/contracts/client';
import { queryOptions } from '@tanstack/react-query';
import { callsOf } from '../api/api.js';
import { keys } from '../api/keys.js';

export const corrections = callsOf(CorrectionService);

/** Names of the fields that a customer may put right. */
export const correctable: ReadonlySet<string> = new Set([
  'given_name',
  'family_name',
  'middle_name',
  'emails',
  'phones',
  'messengers',
  'addresses',
  'birth_date',
  'language',
]);

/** A customer's proposals, the newest first: all of them, or those that wait. */
export const correctionsQuery = (contactId: string, which: 'all' | 'open') =>
  queryOptions({
    queryKey: [...keys.corrections, contactId, which],
    queryFn: async ({ signal }): Promise<readonly Correction[]> => {
      const filter = `contact_id = "${contactId}"${which === 'open' ? ' AND status = "open"' : ''}`;
      return (await corrections.listCorrections({ filter, orderBy: 'created_at desc', pageSize: 20 }, { signal })).corrections;
    },
  });
