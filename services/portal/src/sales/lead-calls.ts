import { LeadService, LeadStatus, type Lead } from '@rapport/contracts/client';
import { callsOf } from '../api/api.js';
import type { CallOptions, NounCalls, NounRecord } from '../nouns/noun.js';
import { ask, type SaidConversion, type SaidReason } from './question.js';

export const leadsCalls = callsOf(LeadService);

/** The calls of leads: a change of the status is a move, or the conversion. */
export function leadCalls(standard: NounCalls): NounCalls {
  return {
    ...standard,
    update: (id, draft, paths, options) =>
      paths.includes('status') ? moved(standard, id, Number(draft['status'] ?? 0), options) : standard.update(id, draft, paths, options),
  };
}

async function moved(standard: NounCalls, id: string, status: LeadStatus, options: CallOptions): Promise<NounRecord> {
  if (status === LeadStatus.CONVERTED) return converted(await standard.get(id, {}));
  const { reason, note } = status === LeadStatus.DISQUALIFIED ? await ask<SaidReason>({ about: 'reason', of: 'lead' }) : { reason: '', note: '' };
  return asRecord(await leadsCalls.moveLead({ id, status, reason, note }, options));
}

/** Asks how, and makes a customer of the lead. */
export async function converted(lead: NounRecord): Promise<NounRecord> {
  const { companyName, displayName } = lead as unknown as Lead;
  const said = await ask<SaidConversion>({ about: 'conversion', leadId: lead.id, title: companyName || displayName });
  const { lead: after } = await leadsCalls.convertLead({ id: lead.id, ...said });
  return asRecord(after!);
}

function asRecord(lead: Lead): NounRecord {
  return lead as unknown as NounRecord;
}
