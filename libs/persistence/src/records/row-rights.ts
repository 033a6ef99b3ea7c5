import { AppError, type CallContext, type Scope } from '@rapport/kernel';
import { sql, type RawBuilder } from 'kysely';
import type { RecordShape } from './record-shape.js';

/** Which rows a permission reaches, as a condition on the table `t`. Nothing is reached without the permission. */
export function rowsWithin(shape: RecordShape, call: CallContext, verb: 'read' | 'write' | 'delete'): RawBuilder<boolean> {
  const scope = call.rights.scope(`${shape.plural}.${verb}`);
  if (!scope) return sql<boolean>`false`;
  if (scope === 'self') return rowsOfSelf(shape, call.principal.contactId);
  if (scope === 'tenant' || !shape.owned) return sql<boolean>`true`;
  const own = sql<boolean>`t.owner_id = ${call.principal.id}`;
  return scope === 'own' ? own : sql<boolean>`(${own} or t.team_id = any(${[...call.principal.teams]}))`;
}

/** Columns of a row that say whose it is. */
interface Whose {
  readonly id?: unknown;
  readonly owner_id?: unknown;
  readonly team_id?: unknown;
  readonly contact_id?: unknown;
}

/** Whether one row is within reach of a permission; throws `NOT_OWNER` when it is not. */
export function assertWithin(shape: RecordShape, call: CallContext, verb: 'write' | 'delete', row: Whose): void {
  const scope = call.rights.scope(`${shape.plural}.${verb}`);
  if (!scope || !reaches(scope, shape, call, row)) throw new AppError('forbidden', 'NOT_OWNER');
}

function rowsOfSelf({ noun, ofContact }: RecordShape, contactId: string | undefined): RawBuilder<boolean> {
  if (!contactId || !(ofContact || noun === 'contact')) return sql<boolean>`false`;
  return sql<boolean>`${sql.ref(ofContact ? 't.contact_id' : 't.id')} = ${contactId}::uuid`;
}

function reaches(scope: Scope, shape: RecordShape, call: CallContext, row: Whose): boolean {
  if (scope === 'self') return isSelf(shape, call.principal.contactId, row);
  if (scope === 'tenant' || !shape.owned || row.owner_id === call.principal.id) return true;
  return scope === 'team' && call.principal.teams.some((team) => team === row.team_id);
}

function isSelf({ noun, ofContact }: RecordShape, contactId: string | undefined, row: Whose): boolean {
  return contactId !== undefined && (ofContact ? row.contact_id : noun === 'contact' ? row.id : undefined) === contactId;
}
