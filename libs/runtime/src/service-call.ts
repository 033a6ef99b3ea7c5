import { rightsOf } from '@rapport/auth';
import type { CallContext, Principal, TenantId, UserId } from '@rapport/kernel';

/** What a service does for itself in a tenant, in the background: with the role `service`, its own name as the actor. */
export function serviceCall(service: string, name: string, tenant: TenantId, timeMs = 60_000): CallContext {
  const principal: Principal = { id: `service:${service}` as UserId, tenant, kind: 'service', roles: ['service'], teams: [] };
  return callOf(name, principal, {}, AbortSignal.timeout(timeMs), timeMs);
}

/** A call that nobody waits for at a door: a job's, or the background's. */
export function callOf(name: string, principal: Principal, trace: CallContext['trace'], signal: AbortSignal, timeMs = 60_000): CallContext {
  return {
    name,
    principal,
    tenant: principal.tenant,
    rights: rightsOf(principal),
    locale: 'en',
    trace,
    deadline: new Date(Date.now() + timeMs),
    signal,
    notes: {},
  };
}
