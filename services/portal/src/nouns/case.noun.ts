import { CaseSchema, CaseService, type ServiceClient } from '@rapport/contracts/client';
import type { CallOptions, Draft, NounCalls, NounSpec } from './noun.js';

/** What customers ask, report and want. */
export const caseSpec: NounSpec = {
  service: CaseService,
  schema: CaseSchema,
  title: 'title',
  order: '-created_at',
  fields: [
    { name: 'title', label: 'field.topic' },
    'number',
    'description',
    { name: 'contact_id', noun: 'contact', label: 'field.case_contact' },
    { name: 'company_id', noun: 'company' },
    { name: 'status', hasCall: true, label: 'field.case_status' },
    'type',
    { name: 'priority', label: 'field.case_priority' },
    { name: 'owner_id', hasCall: true },
    { name: 'team_id', hasCall: true },
    'channel',
    'language',
    { name: 'first_response_at', label: 'field.first_response_at' },
    'solved_at',
    'reopened',
  ],
  asked: ['title', 'contact_id', 'type', 'priority', 'channel', 'description'],
  columns: ['status', 'priority', 'contact_id', 'owner_id'],
  brief: ['status', 'priority', 'contact_id'],
  mark: 'status',
  board: { groups: ['status', 'priority', 'type'] },
  calls: (standard, callsOf) => ({ ...standard, update: (...change) => changed({ standard, cases: callsOf(CaseService) }, ...change) }),
};

interface Doors {
  readonly standard: NounCalls;
  readonly cases: ServiceClient<typeof CaseService>;
}

/** Where a case stands and whose it is have calls of their own. */
function changed({ standard, cases }: Doors, id: string, draft: Draft, paths: readonly string[], options: CallOptions) {
  const { status, ownerId = '', teamId = '' } = draft as { readonly status?: number; readonly ownerId?: string; readonly teamId?: string };
  if (paths.includes('status')) return cases.moveCase({ id, status: status ?? 0 }, options);
  if (paths.includes('owner_id') || paths.includes('team_id')) return cases.assignCase({ id, ownerId, teamId }, options);
  return standard.update(id, draft, paths, options);
}
