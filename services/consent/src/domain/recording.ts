import { AppError, invalid } from '@rapport/kernel';
import type { Action, Entry } from './ledger.js';
import { isOpenToObjection, type PurposeRules } from './purpose.js';

/** What somebody wants written down. */
export interface Statement extends Omit<Entry, 'id' | 'action' | 'occurredAt'> {
  readonly contactId: string;
  readonly action: string;
  readonly way: string;
  readonly evidence: string;
  readonly occurredAt: Date | undefined;
}

/** A statement that may be written down as it is; the text it needs, if any, is still to be looked up. */
export interface Recording extends Omit<Statement, 'action' | 'occurredAt'> {
  readonly action: Action;
  readonly occurredAt: Date;
}

/** Who writes it down. */
export interface Recorder {
  /** The person themselves, signed in. */
  readonly isCustomer: boolean;
  /** May restrict and release all processing. */
  readonly governs: boolean;
}

const ofConsent: ReadonlySet<string> = new Set(['given', 'withdrawn', 'requested', 'confirmed']);
const ofEverything: ReadonlySet<string> = new Set(['restricted', 'unrestricted']);
const bySelf: ReadonlySet<string> = new Set(['given', 'withdrawn', 'objected', 'objection-lifted']);
/** Clocks of two machines differ by less. */
const skewMs = 60_000;

/** What is written down for a statement. Throws, saying where and why, for one that makes no sense or that this recorder may not make. */
export function recordingOf(statement: Statement, purpose: PurposeRules | undefined, recorder: Recorder, now: Date): Recording {
  const said = recorder.isCustomer ? ownWords(statement) : statement;
  if (ofEverything.has(said.action)) assertRestriction(said, recorder);
  else assertFits(said, purpose);
  if (!said.way) throw invalid('/consent/way', 'REQUIRED');
  if (['phone', 'paper'].includes(said.way) && said.action === 'given' && !said.evidence) throw invalid('/consent/evidence', 'REQUIRED');
  if (said.occurredAt && said.occurredAt.getTime() > now.getTime() + skewMs) throw invalid('/consent/occurred_at', 'IN_FUTURE');
  const action = said.action === 'given' && said.way === 'web-form' && purpose?.doubleOptIn ? 'requested' : said.action;
  return { ...said, action: action as Action, occurredAt: said.occurredAt ?? now };
}

/** Whether the person must have seen a text when they said it. */
export function needsText({ action }: Pick<Recording, 'action'>): boolean {
  return action === 'given' || action === 'requested' || action === 'confirmed';
}

function ownWords(statement: Statement): Statement {
  if (!bySelf.has(statement.action)) throw invalid('/consent/action', 'NOT_ALLOWED_VALUE', { allowed: [...bySelf].join(', ') });
  return { ...statement, way: 'portal', occurredAt: undefined };
}

function assertRestriction({ purpose, channel }: Statement, { governs }: Recorder): void {
  if (!governs) throw new AppError('forbidden', 'FORBIDDEN', { params: { permission: 'purposes.write' } });
  if (purpose || channel) throw invalid(purpose ? '/consent/purpose' : '/consent/channel', 'FOR_ALL_PURPOSES');
}

function assertFits({ purpose: key, channel, action }: Statement, purpose: PurposeRules | undefined): void {
  if (!key) throw invalid('/consent/purpose', 'REQUIRED');
  if (!purpose) throw invalid('/consent/purpose', 'PURPOSE_UNKNOWN');
  if (channel && !purpose.channels.includes(channel)) throw invalid('/consent/channel', 'CHANNEL_NOT_USED');
  if (ofConsent.has(action) && purpose.basis !== 'consent') throw invalid('/consent/action', 'CONSENT_NOT_NEEDED');
  if (!ofConsent.has(action) && !isOpenToObjection(purpose)) throw invalid('/consent/action', 'NO_OBJECTION');
}
