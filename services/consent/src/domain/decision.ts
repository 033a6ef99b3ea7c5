import { standingOf, type Action, type Entry, type Standing } from './ledger.js';
import { isOpenToObjection, type PurposeRules } from './purpose.js';

/** Why something may be done. */
export type Allowing = 'CONSENT_GIVEN' | 'BASIS_HOLDS';
/** Why it may not. */
export type Refusing =
  | 'PURPOSE_UNKNOWN'
  | 'SUBJECT_UNKNOWN'
  | 'CHANNEL_NOT_USED'
  | 'CONSENT_MISSING'
  | 'CONSENT_UNCONFIRMED'
  | 'CONSENT_WITHDRAWN'
  | 'CONSENT_EXPIRED'
  | 'CONSENT_OUTDATED'
  | 'OBJECTED'
  | 'RESTRICTED';

/** Whether something may be done, and which entry says so. */
export interface Decision {
  readonly reason: Allowing | Refusing;
  readonly entry?: Entry;
  /** When a consent that holds will have run out. */
  readonly validUntil?: Date;
}

/** A person as a decision sees them; nothing for somebody who is not known, or not any more. */
export interface Person {
  readonly entries: readonly Entry[];
}

const dayMs = 86_400_000;

/** Whether the reason is one of those that allow. */
export function isAllowing(reason: Decision['reason']): reason is Allowing {
  return reason === 'CONSENT_GIVEN' || reason === 'BASIS_HOLDS';
}

/** Decides from what is known. What is not known is refused. */
export function decide(purpose: PurposeRules | undefined, channel: string, person: Person | undefined, now: Date): Decision {
  if (!purpose) return { reason: 'PURPOSE_UNKNOWN' };
  if (!purpose.channels.includes(channel || 'none')) return { reason: 'CHANNEL_NOT_USED' };
  if (!person) return { reason: 'SUBJECT_UNKNOWN' };
  if (purpose.basis === 'legal-obligation') return { reason: 'BASIS_HOLDS' };
  const standing = standingOf(person.entries, purpose.key, channel || 'none');
  if (standing.restriction) return { reason: 'RESTRICTED', entry: standing.restriction };
  if (standing.objection && isOpenToObjection(purpose)) return { reason: 'OBJECTED', entry: standing.objection };
  return purpose.basis === 'consent' ? byConsent(purpose, standing, now) : { reason: 'BASIS_HOLDS' };
}

function byConsent(purpose: PurposeRules, { consent, pending, withdrawal }: Standing, now: Date): Decision {
  const lapse = consent && lapseOf(purpose, consent, now);
  if (consent && !lapse) return { reason: 'CONSENT_GIVEN', entry: consent, ...validity(purpose, consent) };
  if (pending) return { reason: 'CONSENT_UNCONFIRMED', entry: pending };
  if (consent && lapse) return { reason: lapse, entry: consent };
  return withdrawal ? { reason: 'CONSENT_WITHDRAWN', entry: withdrawal } : { reason: 'CONSENT_MISSING' };
}

function lapseOf(purpose: PurposeRules, consent: Entry, now: Date): 'CONSENT_EXPIRED' | 'CONSENT_OUTDATED' | undefined {
  const { validUntil } = validity(purpose, consent);
  if (validUntil && validUntil <= now) return 'CONSENT_EXPIRED';
  const isOutdated = purpose.renewals.some(({ language, version }) => language === consent.language && consent.textVersion < version);
  return isOutdated ? 'CONSENT_OUTDATED' : undefined;
}

function validity({ validityDays }: PurposeRules, consent: Entry): { readonly validUntil?: Date } {
  return validityDays > 0 ? { validUntil: new Date(consent.occurredAt.getTime() + validityDays * dayMs) } : {};
}

/** What a person can say about a purpose now, as it stands without any restriction: what is allowed can be ended, what was ended can be allowed again. */
export function choicesOf(purpose: PurposeRules, channel: string, person: Person, now: Date): Action[] {
  const unrestricted = { entries: person.entries.filter(({ purpose: about }) => about !== '') };
  const { reason } = decide(purpose, channel, unrestricted, now);
  if (purpose.basis === 'consent') return reason === 'CONSENT_GIVEN' ? ['withdrawn'] : ['given'];
  if (!isOpenToObjection(purpose)) return [];
  return reason === 'OBJECTED' ? ['objection-lifted'] : ['objected'];
}
