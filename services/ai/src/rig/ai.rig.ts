import { AiLedgerService, AiSettingsService, CallService } from '@rapport/contracts';
import { openHouse, type OpenHouse } from '@rapport/runtime/testing';
import type { Service } from '@rapport/runtime';
import { openRealParts } from '@rapport/testing';
import { ai } from '../index.js';

/** Every service of the ai contracts. */
const doors = {
  ledger: AiLedgerService,
  settings: AiSettingsService,
  calls: CallService,
} as const;

/** The ai service at work. */
export type OpenAi = OpenHouse<typeof doors>;

/** Opens the service as an installation does, on the real parts where the environment names them, beside whoever it asks. */
export async function openAi(...others: readonly Service[]): Promise<OpenAi> {
  return openHouse([ai, ...others], doors, await openRealParts());
}
