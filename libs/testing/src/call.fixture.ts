import { randomUUID } from 'node:crypto';
import type { CallContext, Principal, TenantId, UserId } from '@rapport/kernel';

/** A call as a seller of `acme` makes it, with ten seconds to go; `changes` replace parts of it. */
export function callOf(
  changes: Partial<Omit<CallContext, 'principal' | 'tenant'>> & { readonly tenant?: string; readonly principal?: Partial<Principal> } = {},
): CallContext {
  const tenant = (changes.tenant ?? 'acme') as TenantId;
  return {
    rights: { scope: () => 'tenant', sees: () => true },
    name: 'rapport.spec.v1.Spec/Call',
    locale: 'en',
    trace: { traceparent: `00-${randomUUID().replaceAll('-', '')}-00f067aa0ba902b7-01` },
    deadline: new Date(Date.now() + 10_000),
    signal: new AbortController().signal,
    notes: {},
    ...changes,
    tenant,
    principal: { id: 'sofia' as UserId, tenant, kind: 'person', roles: ['seller'], teams: [], ...changes.principal },
  };
}
