import { lazy, Suspense } from 'react';
import type { CellSave } from './use-cell-save.js';

const ConflictDialog = lazy(async () => ({ default: (await import('../record/conflict-dialog.js')).ConflictDialog }));

/** Asks what shall stand where two people changed the same field. */
export function CellConflict({ cells: { conflict, keepTheirs, saveMine } }: { readonly cells: CellSave }) {
  return <Suspense>{conflict && <ConflictDialog {...conflict} keepTheirs={keepTheirs} saveMine={saveMine} />}</Suspense>;
}
