import { AppError, type CallContext, type Scope } from '@rapport/kernel';
import { sql, type RawBuilder } from 'kysely';
import type { RecordShape } from './record-shape.js';
import type { Values } from './sealing.js';

/** What of a row decides who may do what with it. */
export interface RowFacts {
  readonly id?: unknown;
  readonly owner_id?: unknown;
  readonly team_id?: unknown;
  readonly visibility?: unknown;
  readonly contact_id?: unknown;
  readonly subject_noun?: unknown;
  readonly subject_id?: unknown;
}

/** The numbers of `rapport.common.v1.Visibility`. */
const visibility = { private: 1, team: 2, tenant: 3 } as const;

/** The same of a record that has no row yet. */
export function factsOf(id: string, values: Values): RowFacts {
  const subject = values['subject'] as { readonly noun: string; readonly id: string } | undefined;
  const { ownerId, teamId, contactId, visibility: shared } = values;
  return { id, owner_id: ownerId, team_id: teamId, visibility: shared, contact_id: contactId, subject_noun: subject?.noun, subject_id: subject?.id };
}

/** Which rows the right to read reaches, as a condition on the table `t`. Nothing is reached without the right. */
export function rowsWithin(shape: RecordShape, call: CallContext): RawBuilder<boolean> {
  const scope = call.rights.scope(`${shape.plural}.read`);
  if (!scope) return sql<boolean>`false`;
  if (scope === 'self') return rowsOfCustomer(shape, call.principal.contactId);
  if (shape.shared) return rowsSharedWith(call, scope);
  if (scope === 'tenant' || !shape.owned) return sql<boolean>`true`;
  const own = sql<boolean>`t.owner_id = ${call.principal.id}`;
  return scope === 'own' ? own : sql<boolean>`(${own} or t.team_id = any(${[...call.principal.teams]}))`;
}

/** Whether one row is within reach of a permission; throws `NOT_OWNER` when it is not. */
export function assertWithin(shape: RecordShape, call: CallContext, verb: 'write' | 'delete', row: RowFacts): void {
  const scope = call.rights.scope(`${shape.plural}.${verb}`);
  if (!scope || !reaches(scope, shape, call, row)) throw new AppError('forbidden', 'NOT_OWNER');
}

/** A customer reaches the record that is them, and what is about them. */
function rowsOfCustomer({ noun, ofContact, about }: RecordShape, contactId: string | undefined): RawBuilder<boolean> {
  if (contactId === undefined) return sql<boolean>`false`;
  if (noun === 'contact') return sql<boolean>`t.id = ${contactId}::uuid`;
  if (ofContact) return sql<boolean>`t.contact_id = ${contactId}::uuid`;
  return about ? sql<boolean>`(t.subject_noun = 'contact' and t.subject_id = ${contactId}::uuid)` : sql<boolean>`false`;
}

/** The same of one row. */
function isOfCustomer({ noun, ofContact }: RecordShape, contactId: string | undefined, row: RowFacts): boolean {
  if (contactId === undefined) return false;
  if (noun === 'contact') return row.id === contactId;
  return ofContact ? row.contact_id === contactId : row.subject_noun === 'contact' && row.subject_id === contactId;
}

/** A private record is its owner's alone, however far a right reaches. */
function rowsSharedWith({ principal }: CallContext, scope: Scope): RawBuilder<boolean> {
  const own = sql<boolean>`t.owner_id = ${principal.id}`;
  if (scope === 'own') return own;
  const teams = scope === 'tenant' ? sql`` : sql`and t.team_id = any(${[...principal.teams]})`;
  return sql<boolean>`(${own} or t.visibility = ${visibility.tenant} or (t.visibility = ${visibility.team} ${teams}))`;
}

function reaches(scope: Scope, shape: RecordShape, call: CallContext, row: RowFacts): boolean {
  const { contactId, id, teams } = call.principal;
  if (scope === 'self') return isOfCustomer(shape, contactId, row);
  const isMine = row.owner_id === id;
  const isOurs = teams.some((team) => team === row.team_id);
  if (shape.shared && row.visibility !== visibility.team && row.visibility !== visibility.tenant) return isMine;
  if (scope === 'tenant' || !shape.owned) return true;
  if (shape.shared) return scope === 'team' && row.visibility === visibility.team && isOurs;
  return isMine || (scope === 'team' && isOurs);
}
