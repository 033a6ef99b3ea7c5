import { DealSchema, DealService } from '@rapport/contracts/client';
import type { NounSpec } from './noun.js';

/** Sales under way, won and lost. */
export const dealSpec: NounSpec = {
  service: DealService,
  schema: DealSchema,
  title: 'title',
  order: '-created_at',
  fields: [
    'title',
    { name: 'stage_id', kind: 'stage', hasCall: true },
    { name: 'company_id', noun: 'company' },
    { name: 'contact_id', noun: 'contact' },
    { name: 'amount_minor', currency: 'currency' },
    'probability',
    'expected_close_on',
    'next_step',
    'next_step_on',
    'score',
    { name: 'close_reason', kind: 'key' },
    'close_note',
  ],
  asked: ['title', 'company_id', 'contact_id', 'amount_minor', 'expected_close_on'],
  columns: ['stage_id', 'amount_minor', 'company_id', 'expected_close_on', 'score', 'owner_id'],
  brief: ['stage_id', 'amount_minor', 'company_id'],
  mark: 'stage_id',
  board: { groups: ['stage_id'], sums: ['amount_minor'] },
  calendar: { dates: ['expected_close_on', 'next_step_on'] },
};
