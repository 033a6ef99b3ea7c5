import { AiLedgerService, AiSettingsService } from '@rapport/contracts';
import { openHouse, type OpenHouse } from '@rapport/runtime/testing';
import { openRealParts } from '@rapport/testing';
import { ai } from '../index.js';

/** Every service of the ai contracts. */
const doors = {
  ledger: AiLedgerService,
  settings: AiSettingsService,
} as const;

/** The ai service at work. */
export type OpenAi = OpenHouse<typeof doors>;

/** Opens the service as an installation does, on the real parts where the environment names them. */
export async function openAi(): Promise<OpenAi> {
  return openHouse([ai], doors, await openRealParts());
}
