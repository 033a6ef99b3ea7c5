import { may, type Me } from '../session/me.js';
import type { Step } from './steps.js';

/** A step with where it is taken, and who can take it. */
export interface StepRow {
  readonly step: Step;
  /** Where it begins; nowhere in particular when left out. */
  readonly to?: `/${string}`;
  readonly isFor: (me: Me) => boolean;
}

const mayDo = (permission: string) => (me: Me) => may(me, permission);

/** In the order in which a day brings them. */
const rows: readonly StepRow[] = [
  { step: 'tour', isFor: () => true },
  { step: 'palette', isFor: () => true },
  { step: 'person', to: '/people', isFor: mayDo('contacts.write') },
  { step: 'note', to: '/people', isFor: mayDo('notes.write') },
  { step: 'task', to: '/', isFor: mayDo('tasks.write') },
  { step: 'view', to: '/people', isFor: (me) => may(me, 'views.write') && may(me, 'contacts.read') },
  { step: 'field', to: '/custom-fields', isFor: mayDo('custom-fields.write') },
  { step: 'chain', to: '/audit', isFor: (me) => may(me, 'audit.verify') && me.permissions['audit.read'] === 'tenant' },
  { step: 'help', isFor: () => true },
];

export function stepsOf(me: Me): readonly StepRow[] {
  return rows.filter(({ isFor }) => isFor(me));
}
