import { ConnectionError, ProblemError, type ProblemDocument } from '@rapport/contracts/client';
import { queryOptions } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { portalFetch } from '../api/api.js';
import { keys } from '../api/keys.js';

/** How far a permission reaches. */
export type Scope = 'self' | 'own' | 'team' | 'tenant';

/** Who is signed in, as `GET /auth/session` says it. */
export interface Me {
  readonly id: string;
  readonly username?: string;
  readonly tenant: string;
  readonly roles: readonly string[];
  readonly teams: readonly string[];
  readonly contact_id?: string;
  readonly permissions: Readonly<Record<string, Scope>>;
}

/** Who is signed in; `null` for nobody. */
export const meQuery = queryOptions({ queryKey: keys.me, queryFn: readMe, staleTime: Number.POSITIVE_INFINITY });

/** Asks anew who is signed in. */
export async function readMe({ signal }: { readonly signal: AbortSignal }): Promise<Me | null> {
  const response = await portalFetch('/auth/session', { signal, headers: { accept: 'application/json' } }).catch((error: unknown) => {
    throw signal.aborted ? error : new ConnectionError(error);
  });
  if (!response.ok) throw new ProblemError((await response.json()) as ProblemDocument);
  const session = (await response.json()) as { readonly signed_in: false } | ({ readonly signed_in: true } & Me);
  return session.signed_in ? session : null;
}

const SignedIn = createContext<Me | undefined>(undefined);

/** Says to everything below who is signed in. */
export const SignedInAs = SignedIn.Provider;

/** Who is signed in. Only below the shell. */
export function useMe(): Me {
  const me = use(SignedIn);
  if (!me) throw new Error('this component belongs into the shell');
  return me;
}

/** Whether the permission is held at all. */
export function may(me: Me, permission: string): boolean {
  return me.permissions[permission] !== undefined;
}

/** Whether the permission reaches a record. The services decide; this only spares people buttons that would be refused. */
export function reaches(me: Me, permission: string, { ownerId, teamId = '' }: { readonly ownerId?: string; readonly teamId?: string }): boolean {
  const scope = me.permissions[permission];
  if (scope === 'tenant') return true;
  if (scope === undefined || scope === 'self') return false;
  return ownerId === me.id || (scope === 'team' && me.teams.includes(teamId));
}
