import { describe, expect, it } from '@jest/globals';
import { contactSpec } from '../nouns/contact.noun.js';
import { derivedField } from '../nouns/derived-field.js';
import type { NounSpec } from '../nouns/noun.js';
import { taskSpec } from '../nouns/task.noun.js';
import { askedFields } from './asked-fields.js';

const opened = (spec: NounSpec) => {
  const fields = spec.fields.map((field) => derivedField(spec.schema, field));
  return { ...spec, fields, mark: fields.find(({ name }) => name === spec.mark) };
};
const contact = opened(contactSpec);
const shown = (...paths: string[]) => [{ paths }];

describe('what a list asks of its records', () => {
  it('is what it shows, and what says how a record is called, how it stands and whose it is: no phone that nobody sees', () => {
    expect(askedFields(contact, shown('emails')).split(',')).toEqual(['display_name', 'emails', 'job_title', 'standing', 'tags', 'owner_id', 'team_id']);
    expect(askedFields(contact, shown('phones'))).not.toContain('emails');
  });

  it('is the same in whatever order columns stand, and one part of the message for all fields of the tenant', () => {
    const fields = askedFields(contact, shown('custom.region', 'birth_date', 'custom.size'));
    expect(fields).toBe(askedFields(contact, shown('birth_date', 'custom.size')));
    expect(fields.match(/custom/g)).toHaveLength(1);
  });

  it('says of a task whether it is late, though no such column is shown', () => {
    const fields = askedFields(opened(taskSpec), []).split(',');
    expect(fields).toEqual(expect.arrayContaining(['title', 'status', 'due_at', 'all_day', 'priority']));
  });
});
