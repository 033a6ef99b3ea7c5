import { AppError, type CallContext, type Scope } from '@rapport/kernel';
import { sql, type RawBuilder } from 'kysely';
import type { RecordShape } from './record-shape.js';

/** Which rows a permission reaches, as a condition on the table `t`. Nothing is reached without the permission. */
export function rowsWithin(shape: RecordShape, call: CallContext, verb: 'read' | 'write' | 'delete'): RawBuilder<boolean> {
  const scope = call.rights.scope(`${shape.plural}.${verb}`);
  if (!scope) return sql<boolean>`false`;
  if (scope === 'self') return shape.noun === 'contact' ? sql<boolean>`t.id = ${call.principal.contactId ?? null}::uuid` : sql<boolean>`false`;
  if (scope === 'tenant' || !shape.owned) return sql<boolean>`true`;
  const own = sql<boolean>`t.owner_id = ${call.principal.id}`;
  return scope === 'own' ? own : sql<boolean>`(${own} or t.team_id = any(${[...call.principal.teams]}))`;
}

/** Whether one row is within reach of a permission; throws `NOT_OWNER` when it is not. */
export function assertWithin(
  shape: RecordShape,
  call: CallContext,
  verb: 'write' | 'delete',
  row: { owner_id?: unknown; team_id?: unknown; id?: unknown },
): void {
  const scope = call.rights.scope(`${shape.plural}.${verb}`);
  if (!scope || !reaches(scope, shape, call, row)) throw new AppError('forbidden', 'NOT_OWNER');
}

function reaches(scope: Scope, shape: RecordShape, call: CallContext, row: { owner_id?: unknown; team_id?: unknown; id?: unknown }): boolean {
  if (scope === 'self') return shape.noun === 'contact' && row.id === call.principal.contactId;
  if (scope === 'tenant' || !shape.owned || row.owner_id === call.principal.id) return true;
  return scope === 'team' && call.principal.teams.some((team) => team === row.team_id);
}
