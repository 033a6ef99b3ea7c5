import {
  TaskCompletedSchema,
  TaskCreatedSchema,
  TaskDeletedSchema,
  TaskRestoredSchema,
  TaskSchema,
  TaskService,
  TaskUpdatedSchema,
  type PlainOf,
} from '@rapport/contracts';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type NounRules, type RecordChange, type Tx } from '@rapport/persistence';
import { recordDoor } from '@rapport/runtime';
import { changedTask, isCompletion, newTask, remindersOf } from '../domain/task.js';
import { CustomerStores, isCustomer } from '../store/customer.stores.js';
import { TaskReminderStore } from '../store/task-reminder.store.js';
import { TaskStore } from '../store/task.store.js';

type Task = PlainOf<typeof TaskSchema>;

@Serves(TaskService)
export class TaskApi extends recordDoor(TaskService, TaskSchema, 'tasks') implements Serving<typeof TaskService> {
  constructor(work: UnitOfWork, tasks: TaskStore, customers: CustomerStores, reminders: TaskReminderStore) {
    const rules: NounRules<Task> = {
      created: async (draft, tx) => {
        const { subject } = draft;
        if (subject && isCustomer(subject)) await customers.assertVisible(tx, subject, '/subject');
        return newTask(draft, tx.call.principal, tx.now);
      },
      changed: changedTask,
      follow: (tx, change) => {
        sayCompletion(tx, change);
        reminders.put(tx, change.after.id, remindersOf(change.after, tx.now));
      },
      externalId: 'externalId',
      events: { created: TaskCreatedSchema, updated: TaskUpdatedSchema, deleted: TaskDeletedSchema, restored: TaskRestoredSchema },
    };
    super(work, tasks, rules);
  }
}

function sayCompletion(tx: Tx, { before, after, fields }: RecordChange<Task>): void {
  if (fields.includes('deleted_at') || !isCompletion(before, after)) return;
  const { id, subject, ownerId, teamId, kind } = after;
  const about = { ...(ownerId && { owner: ownerId }), ...(teamId && { team: teamId }) };
  tx.say(TaskCompletedSchema, { taskId: id, subjectNoun: subject?.noun ?? '', subjectId: subject?.id ?? '', ownerId, kind }, about);
}
