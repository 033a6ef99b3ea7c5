import { AppError, isUuid, isTenantId, roles, type Principal, type Role, type TeamId, type UserId } from '@rapport/kernel';

/** The claims of an access token, as the provider signed them. */
export type Claims = Readonly<Record<string, unknown>>;

const machine: ReadonlySet<Role> = new Set(['integration', 'service']);

/**
 * Who the token speaks for. Refused with `unauthenticated` TOKEN_INVALID: no subject, no tenant, no role that Rapport knows,
 * a customer whose `contact_id` names no record, and a customer who is also staff (the wider right would win).
 * Groups of another tenant are left out.
 */
export function principalOf(claims: Claims): Principal {
  const { sub, tenant, contact_id: contactId } = claims;
  const known = rolesOf(claims);
  if (typeof sub !== 'string' || !sub || typeof tenant !== 'string' || !isTenantId(tenant) || known.length === 0) throw refused();
  const principal = { id: sub as UserId, tenant, roles: known, teams: teamsOf(claims, tenant) };
  if (known.includes('customer')) {
    if (known.length > 1 || typeof contactId !== 'string' || !isUuid(contactId)) throw refused();
    return { ...principal, kind: 'customer', contactId };
  }
  return { ...principal, kind: known.every((role) => machine.has(role)) ? 'service' : 'person' };
}

function rolesOf({ realm_access: access }: Claims): Role[] {
  const granted: unknown = (access as { roles?: unknown } | undefined)?.roles;
  return Array.isArray(granted) ? roles.filter((role) => granted.includes(role)) : [];
}

function teamsOf({ groups }: Claims, tenant: string): TeamId[] {
  if (!Array.isArray(groups)) return [];
  return groups.flatMap((path) => (typeof path === 'string' && path.startsWith(`/${tenant}/`) ? [path.slice(1) as TeamId] : []));
}

function refused(): AppError {
  return new AppError('unauthenticated', 'TOKEN_INVALID');
}
