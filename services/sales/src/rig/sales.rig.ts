import { AssignmentService, DealService, LeadService, PipelineService, ScoringService } from '@rapport/contracts';
import { openHouse, type OpenHouse, type Visitor as VisitorOf } from '@rapport/runtime/testing';
import { openRealParts } from '@rapport/testing';
import { sales } from '../index.js';

/** Every service of the sales contracts. */
const doors = { leads: LeadService, deals: DealService, pipelines: PipelineService, assignment: AssignmentService, scoring: ScoringService } as const;

/** Somebody at the front door of sales: `sofia.deals.getDeal({ id })`. */
export type Visitor = VisitorOf<typeof doors>;

/** The sales service at work. */
export type OpenSales = OpenHouse<typeof doors>;

/** Opens the service as an installation does, on the real parts where the environment names them. */
export async function openSales(): Promise<OpenSales> {
  return openHouse([sales], doors, await openRealParts());
}
