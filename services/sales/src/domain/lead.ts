import { AppError, invalid, type Principal } from '@rapport/kernel';

/** Where a lead stands; the numbers are the contract's. */
export const leadStatus = { new: 1, working: 2, qualified: 3, disqualified: 4, converted: 5 } as const;

interface Point {
  readonly value: string;
}

/** What the rules of a lead look at. Whatever else the contract has passes through untouched. */
export interface LeadFacts {
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  readonly companyName: string;
  readonly emails: readonly Point[];
  readonly phones: readonly Point[];
  readonly externalId: string;
  readonly source: string;
  readonly channel: string;
  readonly status: number;
  readonly statusReason: string;
  readonly statusNote: string;
  readonly statusSince?: Date | undefined;
  readonly ownerId: string;
  readonly teamId: string;
  readonly contactId: string;
  readonly companyId: string;
  readonly dealId: string;
}

/** Who works on a lead. */
export interface Assignee {
  readonly ownerId: string;
  readonly teamId: string;
}

/** A new lead, given to `assignee`, else to whoever is named, else to whoever added it. */
export function newLead<T extends LeadFacts>(draft: T, by: Principal, now: Date, assignee?: Assignee): T {
  const own = { ownerId: draft.ownerId || by.id, teamId: draft.teamId || (by.teams[0] ?? '') };
  return changedLead({
    ...draft,
    ...(assignee ?? own),
    source: draft.source || 'manual',
    channel: draft.channel || (by.kind === 'service' || by.roles.includes('integration') ? 'api' : 'manual'),
    status: leadStatus.new,
    statusSince: now,
  });
}

/** A lead after a change, with what follows from it. Throws `ONE_REQUIRED` for somebody of whom nothing is known. */
export function changedLead<T extends LeadFacts>(lead: T): T {
  const displayName = displayNameOf(lead);
  if (!displayName) throw invalid('/family_name', 'ONE_REQUIRED', { fields: 'family_name, given_name, company_name, emails, phones, external_id' });
  return { ...lead, displayName };
}

/** The person, else the company, else the first way to reach them. */
export function displayNameOf({ familyName, givenName, companyName, emails, phones, externalId }: LeadFacts): string {
  return [familyName, givenName].filter(Boolean).join(' ') || companyName || (emails[0]?.value ?? phones[0]?.value ?? externalId);
}

/** A lead in another status. Throws for a converted one, and for a disqualification without a reason. */
export function movedLead<T extends LeadFacts>(lead: T, status: number, { reason, note, now }: { reason: string; note: string; now: Date }): T {
  if (status === leadStatus.converted) throw invalid('/status', 'NOT_ALLOWED_VALUE', { allowed: 'new, working, qualified, disqualified' });
  if (lead.status === leadStatus.converted) throw new AppError('conflict', 'LEAD_CONVERTED');
  if (status === leadStatus.disqualified && !reason) throw invalid('/reason', 'REQUIRED');
  if (lead.status === status && lead.statusReason === reason && lead.statusNote === note) return lead;
  return { ...lead, status, statusReason: reason, statusNote: note, statusSince: lead.status === status ? lead.statusSince : now };
}

/** A lead that became a customer. */
export function convertedLead<T extends LeadFacts>(lead: T, became: Pick<LeadFacts, 'contactId' | 'companyId' | 'dealId'>, now: Date): T {
  return { ...lead, ...became, status: leadStatus.converted, statusSince: now };
}

/** A lead that is one again. */
export function revertedLead<T extends LeadFacts>(lead: T, formerStatus: number, now: Date): T {
  return { ...lead, contactId: '', companyId: '', dealId: '', status: formerStatus, statusSince: now };
}
