import { AiLedgerService, AiSettingsService } from '@rapport/contracts/client';
import { callsOf } from '../api/api.js';

/** What the page of the models' work calls. */
export const aiCalls = { ledger: callsOf(AiLedgerService), settings: callsOf(AiSettingsService) } as const;
