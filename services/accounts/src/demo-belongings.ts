import { Injectable } from '@nestjs/common';
import { TaskCreatedSchema, ViewCreatedSchema } from '@rapport/contracts';
import type { Tx } from '@rapport/persistence';
import type { DemoTenant } from '@rapport/runtime';
import { newTask, remindersOf } from './domain/task.js';
import { newView } from './domain/view.js';
import { TaskReminderStore } from './store/task-reminder.store.js';
import { TaskStore } from './store/task.store.js';
import { ViewStore } from './store/view.store.js';

const hourMs = 3_600_000;
const [call, meeting, email] = [2, 3, 4];
const [normal, high] = [2, 3];
const [table, board, calendar] = [1, 2, 3];
const ofTeam = 2;

/** What belongs to made-up customers: what their owner has to do, some of it overdue and some to come, and how they look at it. */
@Injectable()
export class DemoBelongings {
  constructor(
    private readonly tasks: TaskStore,
    private readonly reminders: TaskReminderStore,
    private readonly views: ViewStore,
  ) {}

  /** Tasks of the tenant's owner, and the team's views. */
  async seed(tx: Tx, tenant: DemoTenant): Promise<void> {
    const russian = tenant.people[0]?.language === 'ru';
    for (const [at, task] of (russian ? russianTasks : englishTasks).entries()) await this.addTask(tx, task, tenant, at);
    for (const [at, view] of (russian ? russianViews : englishViews).entries()) await this.addView(tx, view, tenant, at);
  }

  private async addTask(tx: Tx, [title, kind, priority, inHours]: DemoTask, { people, ownerId, teamId }: DemoTenant, at: number): Promise<void> {
    const subject = { noun: 'contact', id: people[at % people.length]!.id };
    const dueAt = new Date(tx.now.getTime() + inHours * hourMs);
    const draft = { title, kind, priority, dueAt, subject, status: 0, ownerId, teamId, source: 'demo', authorId: '' };
    const made = await this.tasks.insert(tx, newTask(draft, tx.call.principal, tx.now));
    this.reminders.put(tx, made.id, remindersOf(made, tx.now));
    tx.say(TaskCreatedSchema, { taskId: made.id, subjectNoun: subject.noun, subjectId: subject.id, ownerId, teamId, kind }, { owner: ownerId, team: teamId });
  }

  private async addView(tx: Tx, [noun, name, more]: DemoView, { ownerId, teamId }: DemoTenant, position: number): Promise<void> {
    const draft = { layout: table, ...more, noun, name, visibility: ofTeam, pinned: true, position: position + 1, ownerId, teamId };
    const { id } = await this.views.insert(tx, newView(draft, tx.call.principal));
    tx.say(ViewCreatedSchema, { viewId: id, noun }, { owner: ownerId, team: teamId });
  }
}

type DemoTask = readonly [title: string, kind: number, priority: number, inHours: number];
type DemoView = readonly [noun: string, name: string, more: { layout?: number; filter?: string; orderBy?: string; groupBy?: string; dateField?: string }];

const russianTasks: readonly DemoTask[] = [
  ['Перезвонить насчёт условий поставки', call, high, -20],
  ['Отправить акт сверки', email, normal, 3],
  ['Согласовать дегустацию', meeting, normal, 26],
  ['Уточнить, кто решает о закупке', call, normal, 50],
  ['Показать пилот и собрать вопросы', meeting, high, 74],
  ['Напомнить о продлении договора', email, normal, 170],
];
const englishTasks: readonly DemoTask[] = [
  ['Call back about delivery terms', call, high, -20],
  ['Send the account statement', email, normal, 3],
  ['Agree on the day of the demo', meeting, normal, 26],
  ['Find out who decides', call, normal, 50],
];

const byState = { layout: board, groupBy: 'status', orderBy: 'due_at' };
const byDay = { layout: calendar, dateField: 'due_at', filter: 'status = "open"', orderBy: 'due_at' };
const ofVips = { filter: 'tags:"vip"', orderBy: 'display_name' };
const russianViews: readonly DemoView[] = [
  ['contact', 'VIP-клиенты', ofVips],
  ['task', 'Доска', byState],
  ['task', 'Календарь', byDay],
];
const englishViews: readonly DemoView[] = [
  ['contact', 'VIP customers', ofVips],
  ['task', 'Board', byState],
  ['task', 'Calendar', byDay],
];
