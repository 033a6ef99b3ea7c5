import type { CallContext } from '@rapport/kernel';

/** A made-up tenant, for a first look: who works there and whom they know. Services add their own records about these people. */
export interface DemoTenant {
  readonly name: string;
  readonly colleagues: readonly DemoColleague[];
  readonly companies: readonly DemoCompany[];
  readonly people: readonly DemoPerson[];
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

/** What a service adds to a demo tenant. */
export interface Demo {
  /** Seeds once, as the tenant's owner; says whether it did anything. */
  seed(call: CallContext, tenant: DemoTenant): Promise<boolean>;
}
