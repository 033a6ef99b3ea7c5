import { TaskStatus } from '@rapport/contracts/client';
import { describe, expect, it } from '@jest/globals';
import { instantOf } from '../i18n/format.js';
import { derivedField } from './derived-field.js';
import { doingOf, isLate } from './done.js';
import type { NounRecord } from './noun.js';
import { taskSpec } from './task.noun.js';

const { schema, done, calendar } = taskSpec;
const noun = { fields: taskSpec.fields.map((field) => derivedField(schema, field)), ...(done && { done }), ...(calendar && { calendar }) };
const now = new Date(2026, 10, 29, 12);
const task = (dueAt: Date | undefined, rest: object = {}) =>
  ({ id: 't', etag: '1', status: TaskStatus.OPEN, ...(dueAt && { dueAt: instantOf(dueAt) }), ...rest }) as NounRecord;

describe('what has to be done', () => {
  it('is done by the choice that the descriptor names', () => {
    expect(doingOf(noun)).toMatchObject({ field: { name: 'status' }, open: TaskStatus.OPEN, done: TaskStatus.DONE });
    expect(doingOf({ fields: noun.fields })).toBeUndefined();
  });

  it('is late once its time has passed, of a whole day once that is over, and never when it is done', () => {
    expect(isLate(noun, task(new Date(2026, 10, 29, 11)), now)).toBe(true);
    expect(isLate(noun, task(new Date(2026, 10, 29, 13)), now)).toBe(false);
    expect(isLate(noun, task(new Date(2026, 10, 29, 11), { allDay: true }), now)).toBe(false);
    expect(isLate(noun, task(new Date(2026, 10, 28, 23, 59), { allDay: true }), now)).toBe(true);
    expect(isLate(noun, task(new Date(2026, 10, 1), { status: TaskStatus.DONE }), now)).toBe(false);
    expect(isLate(noun, task(undefined), now)).toBe(false);
  });
});
