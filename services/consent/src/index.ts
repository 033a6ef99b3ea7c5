import { fileURLToPath } from 'node:url';
import type { Service } from '@rapport/runtime';
import { ConsentApi } from './api/consent.api.js';
import { Customers } from './api/customers.js';
import { DecisionApi } from './api/decision.api.js';
import { LinkApi } from './api/link.api.js';
import { PurposeApi } from './api/purpose.api.js';
import { ConsentDemo } from './demo.js';
import { KeepPeople } from './events/keep-people.js';
import { ConsentStore } from './store/consent.store.js';
import { DecisionStore } from './store/decision.store.js';
import { LedgerStore } from './store/ledger.store.js';
import { LinkStore } from './store/link.store.js';
import { PersonStore } from './store/person.store.js';
import { PurposeTextStore } from './store/purpose-text.store.js';
import { PurposeStore } from './store/purpose.store.js';
import { StandingStore } from './store/standing.store.js';
import { LinkConsents } from './upkeep/link-consents.js';

/** What personal data may be used for: purposes, what people said about them, and whether something may be done now. */
export const consent: Service = {
  name: 'consent',
  migrations: fileURLToPath(new URL('../migrations/', import.meta.url)),
  doors: [PurposeApi, ConsentApi, DecisionApi, LinkApi],
  ears: [KeepPeople],
  upkeep: [LinkConsents],
  demo: ConsentDemo,
  unique: { purposes_key: { noun: 'purpose', field: 'key' } },
  providers: [PurposeStore, PurposeTextStore, PersonStore, ConsentStore, LedgerStore, StandingStore, DecisionStore, LinkStore, Customers],
};
