import { LeadSchema, LeadService } from '@rapport/contracts/client';
import type { NounSpec } from './noun.js';

/** Who may become a customer. */
export const leadSpec: NounSpec = {
  service: LeadService,
  schema: LeadSchema,
  title: 'display_name',
  subtitle: 'company_name',
  order: '-created_at',
  fields: [
    'family_name',
    'given_name',
    'company_name',
    'job_title',
    'emails',
    'phones',
    'interest',
    { name: 'status', hasCall: true },
    { name: 'status_reason', kind: 'key' },
    'channel',
    'campaign',
    'next_step',
    'next_step_on',
    'score',
  ],
  asked: ['family_name', 'given_name', 'company_name', 'emails', 'phones', 'interest'],
  needsOneOf: ['family_name', 'given_name', 'company_name', 'emails', 'phones'],
  columns: ['status', 'source', 'score', 'next_step_on', 'owner_id', 'created_at'],
  brief: ['status', 'phones', 'next_step_on'],
  mark: 'status',
  isPerson: true,
  board: { groups: ['status'] },
  calendar: { dates: ['next_step_on'] },
};
