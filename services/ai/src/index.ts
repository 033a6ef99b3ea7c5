import { fileURLToPath } from 'node:url';
import type { Service } from '@rapport/runtime';
import { AiLedgerApi } from './api/ai-ledger.api.js';
import { AiSettingsApi } from './api/ai-settings.api.js';
import { AiLedgerStore } from './store/ai-ledger.store.js';
import { AiSwitchStore } from './store/ai-switch.store.js';

/** What models do for a tenant, and the ledger of all of it. */
export const ai: Service = {
  name: 'ai',
  migrations: fileURLToPath(new URL('../migrations/', import.meta.url)),
  doors: [AiLedgerApi, AiSettingsApi],
  ears: [],
  jobs: [],
  providers: [AiLedgerStore, AiSwitchStore],
};
