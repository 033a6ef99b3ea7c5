import { AppError, type PiiClassName, type Principal, type Rights, type Role, type Scope } from '@rapport/kernel';
import { isPermission, type Permission } from './permission.js';
import { columns, rights, visible } from './rights.table.js';

/** From narrow to wide. */
const scopes: readonly Scope[] = ['self', 'own', 'team', 'tenant'];

/** Whose a record is, as its row says. */
export interface Ownership {
  readonly owner?: string | undefined;
  readonly team?: string | undefined;
  /** The contact that the record is about. */
  readonly contactId?: string | undefined;
}

/** How far the principal may go with this permission: the widest of their roles, or undefined when none has it. */
export function grant(principal: Principal, permission: Permission): Scope | undefined {
  const row = rights[permission];
  const widest = Math.max(-1, ...principal.roles.map((role) => rank(row[columnOf(role)])));
  return scopes[widest];
}

/** The same for a door that must not open otherwise: throws `forbidden` FORBIDDEN, naming the permission. */
export function demand(principal: Principal, permission: Permission): Scope {
  const scope = grant(principal, permission);
  if (!scope) throw new AppError('forbidden', 'FORBIDDEN', { params: { permission } });
  return scope;
}

/** Whether a record lies within a scope. Lists say the same in SQL; the tenant itself is the row security's to keep. */
export function reaches(scope: Scope, principal: Principal, record: Ownership): boolean {
  if (scope === 'tenant') return true;
  if (scope === 'self') return principal.contactId !== undefined && principal.contactId === record.contactId;
  const mine = record.owner === principal.id;
  return mine || (scope === 'team' && principal.teams.some((team) => team === record.team));
}

/** The classes of personal data that the principal is shown: all that any of their roles is shown. */
export function visibleClasses(principal: Principal): ReadonlySet<PiiClassName> {
  const key = principal.roles.join();
  let classes = remembered.get(key);
  if (!classes) {
    classes = new Set(principal.roles.flatMap((role) => visible[role]));
    remembered.set(key, classes);
  }
  return classes;
}

/** The principal's rights as the frame asks for them. A permission that does not exist is held by nobody. */
export function rightsOf(principal: Principal): Rights {
  const classes = visibleClasses(principal);
  return {
    scope: (permission) => (isPermission(permission) ? grant(principal, permission) : undefined),
    sees: (pii) => classes.has(pii),
  };
}

const remembered = new Map<string, ReadonlySet<PiiClassName>>();

function columnOf(role: Role): number {
  return columns.findIndex((column) => column === role);
}

function rank(scope: Scope | undefined): number {
  return scope === undefined ? -1 : scopes.indexOf(scope);
}
