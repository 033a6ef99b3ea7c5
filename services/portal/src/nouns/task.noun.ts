import { TaskSchema, TaskService } from '@rapport/contracts/client';
import type { NounSpec } from './noun.js';

/** What colleagues have to do. */
export const taskSpec: NounSpec = {
  service: TaskService,
  schema: TaskSchema,
  title: 'title',
  order: 'due_at',
  fields: [
    { name: 'title', label: 'task.field.title' },
    'status',
    'priority',
    'kind',
    { name: 'due_at', wholeDay: 'all_day' },
    'remind_at',
    { name: 'subject', kind: 'record' },
    'owner_id',
    { name: 'body', label: 'task.body' },
    'done_at',
    'author_id',
  ],
  asked: ['title', 'due_at', 'subject', 'kind', 'priority', 'owner_id', 'body'],
  columns: ['due_at', 'priority', 'kind', 'subject', 'owner_id'],
  brief: ['due_at', 'priority', 'subject'],
  mark: 'priority',
  board: { groups: ['status', 'priority', 'kind'] },
  calendar: { dates: ['due_at', 'remind_at'] },
  done: { field: 'status', open: 'open', done: 'done' },
  opens: 'mine',
  views: [
    { name: 'mine', filter: 'owner_id = "@me" AND status = "open"' },
    { name: 'today', filter: 'owner_id = "@me" AND status = "open" AND due_at:"@today"' },
    { name: 'overdue', filter: 'status = "open" AND due_at:"@overdue"' },
  ],
};
