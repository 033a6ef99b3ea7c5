import { fileURLToPath } from 'node:url';
import type { Service } from '@rapport/runtime';
import { AssignmentApi } from './api/assignment.api.js';
import { Customers } from './api/customers.js';
import { DealMoves } from './api/deal-moves.js';
import { DealTrail } from './api/deal-trail.js';
import { DealApi, DealRules } from './api/deal.api.js';
import { ConvertedRecords } from './api/converted-records.js';
import { LeadConversion } from './api/lead-conversion.js';
import { LeadErasing } from './api/lead-erasing.js';
import { LeadApi, LeadRules } from './api/lead.api.js';
import { PipelineApi } from './api/pipeline.api.js';
import { ScoringApi } from './api/scoring.api.js';
import { DemoPast } from './demo-past.js';
import { DemoTrail } from './demo-trail.js';
import { SalesDemo } from './demo.js';
import { CountTouches } from './events/count-touches.js';
import { ForgetCustomer } from './events/forget-customer.js';
import { AssignmentStore } from './store/assignment.store.js';
import { ConversionStore } from './store/conversion.store.js';
import { CustomerKeys } from './store/customer-keys.store.js';
import { DealStore } from './store/deal.store.js';
import { LeadEraser } from './store/lead.eraser.js';
import { LeadStore } from './store/lead.store.js';
import { PipelineStore } from './store/pipeline.store.js';
import { ScoreStore } from './store/score.store.js';
import { ScoringFeatures } from './store/scoring-features.js';
import { SnapshotStore } from './store/snapshot.store.js';
import { StageHistoryStore } from './store/stage-history.store.js';
import { TouchStore } from './store/touch.store.js';

/** Leads that come in and are given out, deals that go their way to the end, and what models learn from both. */
export const sales: Service = {
  name: 'sales',
  migrations: fileURLToPath(new URL('../migrations/', import.meta.url)),
  doors: [LeadApi, DealApi, PipelineApi, AssignmentApi, ScoringApi],
  ears: [ForgetCustomer, CountTouches],
  demo: SalesDemo,
  erasers: { lead: LeadEraser },
  unique: { deals_external_id: { noun: 'deal', field: 'external_id' }, leads_external_id: { noun: 'lead', field: 'external_id' } },
  providers: [
    PipelineStore,
    LeadStore,
    DealStore,
    CustomerKeys,
    StageHistoryStore,
    AssignmentStore,
    ConversionStore,
    TouchStore,
    SnapshotStore,
    ScoringFeatures,
    ScoreStore,
    LeadEraser,
    DealTrail,
    DealMoves,
    DealRules,
    LeadRules,
    LeadErasing,
    Customers,
    ConvertedRecords,
    LeadConversion,
    DemoPast,
    DemoTrail,
  ],
};
