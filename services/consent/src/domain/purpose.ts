/** What the law rests a purpose on. */
export type Basis = 'consent' | 'contract' | 'legitimate-interest' | 'legal-obligation' | 'vital-interest' | 'public-interest';

/** What a decision needs to know of a purpose. */
export interface PurposeRules {
  readonly key: string;
  readonly basis: Basis;
  /** `none` for what reaches nobody. */
  readonly channels: readonly string[];
  /** A consent given in a web form counts once it was confirmed. */
  readonly doubleOptIn: boolean;
  /** 0 for never. */
  readonly validityDays: number;
  readonly automatedDecision: boolean;
  /** For each language, the newest published text before which no consent holds any more. */
  readonly renewals: readonly Renewal[];
}

/** Consents given with an earlier version of this language do not hold any more. */
export interface Renewal {
  readonly language: string;
  readonly version: number;
}

/** Whether an objection has an effect: against an interest that is weighed, a consent, and whatever programs decide. */
export function isOpenToObjection({ basis, automatedDecision }: Pick<PurposeRules, 'basis' | 'automatedDecision'>): boolean {
  return automatedDecision || basis === 'consent' || basis === 'legitimate-interest' || basis === 'public-interest';
}
