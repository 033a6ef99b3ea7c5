/** What a model sees of a record: numbers, flags and short words, nothing personal. */
export type Features = Readonly<Record<string, string | number | boolean>>;

/** How often and how lately a customer was spoken with. */
export interface Touches {
  readonly count: number;
  readonly lastAt?: Date;
}

/** What is known of a customer beside the deal. */
export interface Standing {
  readonly touches: Touches;
  readonly won: number;
  readonly lost: number;
}

interface Point {
  readonly value: string;
}

/** A lead, as far as a model may look at it. */
export interface LeadLook {
  readonly source: string;
  readonly channel: string;
  readonly campaign: string;
  readonly emails: readonly Point[];
  readonly phones: readonly Point[];
  readonly companyName: string;
  readonly jobTitle: string;
  readonly interest: string;
  readonly nextStep: string;
  readonly status: number;
  readonly statusSince?: Date | undefined;
  readonly createdAt?: Date | undefined;
}

/** A deal, as far as a model may look at it. */
export interface DealLook {
  readonly source: string;
  readonly contactId: string;
  readonly companyId: string;
  readonly leadId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly nextStep: string;
  readonly nextStepOn: string;
  readonly expectedCloseOn: string;
  readonly stageSince?: Date | undefined;
  readonly createdAt?: Date | undefined;
}

const dayMs = 86_400_000;
const freeMail = new Set([
  'gmail.com',
  'mail.ru',
  'yandex.ru',
  'ya.ru',
  'outlook.com',
  'hotmail.com',
  'icloud.com',
  'bk.ru',
  'list.ru',
  'inbox.ru',
  'yahoo.com',
  'rambler.ru',
]);

/** What a lead looks like at an instant. */
export function leadFeatures(lead: LeadLook, now: Date): Features {
  return {
    source: lead.source,
    channel: lead.channel,
    campaign: lead.campaign !== '',
    email: emailKind(lead.emails),
    phone: lead.phones.length > 0,
    company: lead.companyName !== '',
    job_title: lead.jobTitle !== '',
    interest: lengthBand(lead.interest),
    next_step: lead.nextStep !== '',
    status: ['', 'new', 'working', 'qualified', 'disqualified', 'converted'][lead.status] ?? '',
    days_in_status: daysBetween(lead.statusSince ?? now, now),
    days_open: daysBetween(lead.createdAt ?? now, now),
    working_hours: isWorkingHour(lead.createdAt ?? now),
  };
}

/** What a deal looks like at an instant, in which stage of how many. */
export function dealFeatures(
  deal: DealLook,
  stage: { readonly position: number; readonly probability: number },
  { touches, won, lost }: Standing,
  now: Date,
): Features {
  return {
    source: deal.source,
    contact: deal.contactId !== '',
    company: deal.companyId !== '',
    from_lead: deal.leadId !== '',
    amount: amountBand(deal.amountMinor),
    currency: deal.currency,
    stage: stage.position,
    stage_probability: stage.probability,
    days_in_stage: daysBetween(deal.stageSince ?? now, now),
    days_open: daysBetween(deal.createdAt ?? now, now),
    next_step: deal.nextStep !== '',
    next_step_overdue: deal.nextStepOn !== '' && deal.nextStepOn < dayOf(now),
    days_to_close: deal.expectedCloseOn ? Math.round((Date.parse(deal.expectedCloseOn) - Date.parse(dayOf(now))) / dayMs) : 0,
    touches: touches.count,
    days_since_touch: touches.lastAt ? daysBetween(touches.lastAt, now) : -1,
    won_before: won,
    lost_before: lost,
  };
}

/** The size of a sum as a word, so that no exact one is kept with a model. */
export function amountBand(amountMinor: number): string {
  const amount = amountMinor / 100;
  if (amount <= 0) return 'none';
  const bands = [
    [50_000, 'up-to-50k'],
    [200_000, 'up-to-200k'],
    [500_000, 'up-to-500k'],
    [1_500_000, 'up-to-1500k'],
    [5_000_000, 'up-to-5m'],
  ] as const;
  return bands.find(([most]) => amount <= most)?.[1] ?? 'over-5m';
}

function emailKind(emails: readonly Point[]): string {
  const domain = emails[0]?.value.split('@')[1];
  if (!domain) return 'none';
  return freeMail.has(domain) ? 'free' : 'company';
}

function lengthBand(text: string): string {
  if (text === '') return 'none';
  return text.length < 60 ? 'short' : text.length < 300 ? 'medium' : 'long';
}

function isWorkingHour(at: Date): boolean {
  const hour = at.getUTCHours() + 3;
  return at.getUTCDay() % 6 !== 0 && hour >= 9 && hour < 19;
}

function daysBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / dayMs));
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
