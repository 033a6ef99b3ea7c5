import type { TeamId, TenantId, UserId } from './ids.js';

/**
 * The realm roles; what each may do is the policy's to say (`@rapport/auth`).
 * `pii-phone` is an extra one: it shows phone numbers to somebody whose other roles do not, and gives nothing else.
 */
export const roles = ['seller', 'manager', 'agent', 'marketer', 'dpo', 'admin', 'integration', 'customer', 'service', 'pii-phone'] as const;
export type Role = (typeof roles)[number];

/**
 * Who is asking, as the token said it. Holds no name and no address.
 * A `service` acts for itself (a background handler); everything a person starts keeps that person as its principal.
 */
export interface Principal {
  readonly id: UserId;
  readonly tenant: TenantId;
  readonly kind: 'person' | 'customer' | 'service';
  readonly roles: readonly Role[];
  readonly teams: readonly TeamId[];
  /** For a customer: the contact that they are. Their right ends there. */
  readonly contactId?: string;
}
