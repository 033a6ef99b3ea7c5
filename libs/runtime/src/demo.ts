import type { CallContext } from '@rapport/kernel';

/** A made-up tenant, for a first look: who works there and whom they know. Services add their own records about these people. */
export interface DemoTenant {
  readonly name: string;
  readonly colleagues: readonly DemoColleague[];
  readonly companies: readonly DemoCompany[];
  readonly people: readonly DemoPerson[];
  /** Many more customers, in a full demo: added in the background once the first page can be shown. */
  readonly crowd?: DemoCrowd;
  /** Who answers for all of it. */
  readonly ownerId: string;
  readonly teamId: string;
}

/** Somebody with a demo login. */
export interface DemoColleague {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly teams: readonly string[];
  readonly roles: readonly string[];
}

/** A made-up company. */
export interface DemoCompany {
  readonly id: string;
  readonly name: string;
  readonly industry: string;
  readonly employees: number;
  /** A value of `Standing`. */
  readonly standing: number;
}

/** A made-up person; numbers and addresses are of ranges kept for such use. */
export interface DemoPerson {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly email: string;
  readonly phone: string;
  readonly jobTitle: string;
  readonly language: string;
  /** A value of `Standing`. */
  readonly standing: number;
  readonly tags: readonly string[];
  /** The company they work for; empty for none. */
  readonly companyId: string;
}

/** The customers of a company that has been at work for years. */
export interface DemoCrowd {
  readonly companies: readonly DemoCompany[];
  readonly people: readonly DemoPastPerson[];
}

/** A made-up person with a past. */
export interface DemoPastPerson extends DemoPerson {
  readonly ownerId: string;
  readonly teamId: string;
  readonly knownDaysAgo: number;
  /** When they were spoken with, the first time first. */
  readonly touches: readonly DemoTouch[];
}

/** A call, a mail or a meeting. */
export interface DemoTouch {
  readonly kind: string;
  readonly daysAgo: number;
}

/** What a service adds to a demo tenant. */
export interface Demo {
  /** Seeds once, as the tenant's owner, what the first page shows; says whether it did anything. */
  seed(call: CallContext, tenant: DemoTenant): Promise<boolean>;
  /**
   * Adds one portion of what a full demo has beside, `portion` counting from 0, and says how many portions there are. What is there already is not added again, so that a
   * start after a kill goes on.
   */
  grow?(call: CallContext, tenant: DemoTenant, portion: number): Promise<number>;
}

/** Numbers from 0 to 1 that look like chance and are the same wherever they are drawn from the same seed. */
export function drawn(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
