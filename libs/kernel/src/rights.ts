/** How far a permission reaches: records I own, my team's, all of the tenant, or (a customer's) only the record that is me. */
export type Scope = 'own' | 'team' | 'tenant' | 'self';

/** Classes of personal data, as the contracts name them (`PII_CLASS_…`). */
export const piiClasses = ['NAME', 'EMAIL', 'PHONE', 'ADDRESS', 'BIRTH_DATE', 'DOCUMENT', 'IDENTIFIER', 'FREE_TEXT'] as const;
export type PiiClassName = (typeof piiClasses)[number];

/** What a principal may do, resolved once a call by the one authoriser (`@rapport/auth`), asked everywhere. */
export interface Rights {
  /** How far the permission reaches; nothing when it is not held. */
  scope(permission: string): Scope | undefined;
  /** Whether fields of this class are shown, searched and written. */
  sees(pii: PiiClassName): boolean;
}
