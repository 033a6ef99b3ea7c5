import type { Principal, Rights } from '@rapport/kernel';

/** Who stands behind a message, and what they may do; `@rapport/auth` answers both. */
export interface Authority {
  /** The principal as a header that holds for this subject only. */
  sign(principal: Principal, subject: string): string;
  /** The principal of such a header; throws `unauthenticated` when it is missing, forged or meant for another subject. */
  read(signed: string | undefined, subject: string): Principal;
  rights(principal: Principal): Rights;
}
