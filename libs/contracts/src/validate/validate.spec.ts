import { describe, expect, it } from '@jest/globals';
import { create, type MessageInitShape } from '@bufbuild/protobuf';
import {
  ContactSchema,
  CreateContactRequestSchema,
  ListRequestSchema,
  UpdateContactRequestSchema,
  type Standing,
  BatchUpdateTasksRequestSchema,
  BatchWriteContactsRequestSchema,
  TaskSchema,
  GetRequestSchema,
  SuggestRequestSchema,
} from '../gen/index.js';
import { validate } from './validate.js';

type Draft = MessageInitShape<typeof ContactSchema>;

function checked(contact: Draft) {
  const request = create(CreateContactRequestSchema, { contact });
  const violations = validate(CreateContactRequestSchema, request, { write: true });
  return { violations, contact: request.contact! };
}

const said = (contact: Draft) => checked(contact).violations.map(({ pointer, reason }) => `${pointer} ${reason}`);

const wrong: [Draft, string][] = [
  [{ givenName: 'я'.repeat(201) }, '/contact/given_name TOO_LONG'],
  [{ emails: [{ value: 'nobody' }] }, '/contact/emails/0/value INVALID_EMAIL'],
  [{ emails: [{}] }, '/contact/emails/0/value REQUIRED'],
  [{ emails: Array.from({ length: 21 }, () => ({ value: 'a@example.org' })) }, '/contact/emails TOO_MANY'],
  [{ phones: [{ value: '123' }] }, '/contact/phones/0/value INVALID_PHONE'],
  [{ birthDate: '2026-02-30' }, '/contact/birth_date INVALID_DATE'],
  [{ language: 'русский' }, '/contact/language INVALID_FORMAT'],
  [{ addresses: [{ country: 'XX' }] }, '/contact/addresses/0/country INVALID_FORMAT'],
  [{ source: 'Web Form' }, '/contact/source INVALID_FORMAT'],
  [{ standing: 99 as Standing }, '/contact/standing NOT_ALLOWED_VALUE'],
  [{ messengers: [{ value: '@x' }] }, '/contact/messengers/0/network REQUIRED'],
  [{ source: '\u0084' }, '/contact/source INVALID_FORMAT'],
  [{ tags: ['a', '  '] }, '/contact/tags/1 REQUIRED'],
  [{ tags: ['x'.repeat(61)] }, '/contact/tags/0 TOO_LONG'],
  [{ id: 'not-an-id' }, '/contact/id INVALID_ID'],
];

describe('validating a write', () => {
  it.each(wrong)('of %j says %s', (contact, expected) => {
    expect(said(contact)).toEqual([expected]);
  });

  it('asks for the record itself', () => {
    expect(validate(CreateContactRequestSchema, create(CreateContactRequestSchema), { write: true })).toEqual([{ pointer: '/contact', reason: 'REQUIRED' }]);
  });

  it('says how long a text may be and how long it is, counted as people count', () => {
    expect(checked({ givenName: '😀'.repeat(200) }).violations).toEqual([]);
    expect(checked({ givenName: '😀'.repeat(201) }).violations[0]?.params).toEqual({ max: 200, length: 201 });
  });

  it('takes what nobody can see for nothing, and lets no text turn the direction of what follows it', () => {
    const { contact } = checked({ givenName: '\u200b\u2060', familyName: 'gnp.\u202eexe' });
    expect([contact.givenName, contact.familyName]).toEqual(['', 'gnp.exe']);
  });

  it('keeps values in one form', () => {
    const { contact, violations } = checked({
      givenName: '  Мари\u0438\u0306\u0000\r\nя ',
      emails: [{ value: ' Maria@Почта.РФ ' }],
      phones: [{ value: '8 (912) 345-67-89' }, { value: '+49 30 901820' }],
      tags: ['vip', ' vip ', 'key  account'],
      addresses: [{ country: 'ru' }],
      language: 'ru_ru',
      custom: { note: 'a\u0000b' },
    });
    expect(violations).toEqual([]);
    expect(contact.givenName).toBe('Марий я');
    expect(contact.emails[0]?.value).toBe('maria@xn--80a1acny.xn--p1ai');
    expect(contact.phones.map((each) => each.value)).toEqual(['+79123456789', '+4930901820']);
    expect(contact.tags).toEqual(['vip', 'key account']);
    expect(contact.addresses[0]?.country).toBe('RU');
    expect(contact.language).toBe('ru-RU');
    expect(contact.custom).toEqual({ note: 'ab' });
  });

  it('reads a phone without its country by the region it is told', () => {
    const request = create(CreateContactRequestSchema, { contact: { phones: [{ value: '030 901820' }] } });
    expect(validate(CreateContactRequestSchema, request, { write: true, region: 'DE' })).toEqual([]);
    expect(request.contact?.phones[0]?.value).toBe('+4930901820');
  });

  it('clears what the system sets, whoever sends it', () => {
    const { contact } = checked({ id: '0190a0b0-0000-7000-8000-000000000001', etag: '7', displayName: 'x', createdAt: { seconds: 1n } });
    expect(contact).toEqual(create(ContactSchema, { id: '0190a0b0-0000-7000-8000-000000000001', etag: '7' }));
  });

  it('wants at least one record in a batch, and points into it', () => {
    const empty = validate(BatchWriteContactsRequestSchema, create(BatchWriteContactsRequestSchema), { write: true });
    expect(empty).toEqual([{ pointer: '/contacts', reason: 'REQUIRED' }]);
    const request = create(BatchWriteContactsRequestSchema, { contacts: [{}, { birthDate: 'soon' }] });
    expect(validate(BatchWriteContactsRequestSchema, request, { write: true })).toEqual([{ pointer: '/contacts/1/birth_date', reason: 'INVALID_DATE' }]);
  });
});

describe('validating a change by mask', () => {
  const change = (paths: string[], contact: Draft = {}) =>
    validate(UpdateContactRequestSchema, create(UpdateContactRequestSchema, { contact, updateMask: { paths } }), { write: true });

  it('still asks for the record, and for what a nested item needs', () => {
    expect(validate(UpdateContactRequestSchema, create(UpdateContactRequestSchema), { write: true })).toEqual([{ pointer: '/contact', reason: 'REQUIRED' }]);
    expect(change(['emails'], { emails: [{}] })).toEqual([{ pointer: '/contact/emails/0/value', reason: 'REQUIRED' }]);
  });

  it('asks of each record of a batch for what the mask names, and for the mask', () => {
    const batch = (paths: string[], tasks: MessageInitShape<typeof TaskSchema>[]) =>
      validate(BatchUpdateTasksRequestSchema, create(BatchUpdateTasksRequestSchema, { tasks, updateMask: { paths } }), { write: true });
    expect(batch(['owner_id'], [{ ownerId: 'mark' }, {}])).toEqual([]);
    expect(batch(['title'], [{ title: 'x' }, {}])).toEqual([{ pointer: '/tasks/1/title', reason: 'REQUIRED' }]);
    expect(batch(['rank'], [{}])).toEqual([{ pointer: '/update_mask', reason: 'INVALID_FIELD_MASK', params: { field: 'rank' } }]);
    const unmasked = create(BatchUpdateTasksRequestSchema, { tasks: [{ title: 'x' }] });
    expect(validate(BatchUpdateTasksRequestSchema, unmasked, { write: true })).toEqual([{ pointer: '/update_mask', reason: 'REQUIRED' }]);
  });

  it('refuses a name that the record does not have', () => {
    expect(change(['given_name', 'custom.region', 'surname'])).toEqual([
      { pointer: '/update_mask', reason: 'INVALID_FIELD_MASK', params: { field: 'surname' } },
    ]);
    expect(change(['given_name.x'])).toHaveLength(1);
  });
});

describe('validating a read', () => {
  it('takes only the texts that the contract lists, and says which those are', () => {
    const check = (nouns: string[]) => validate(SuggestRequestSchema, create(SuggestRequestSchema, { typed: 'мар', nouns }), { write: false });
    expect(check(['company', 'contact'])).toEqual([]);
    expect(check(['contact', 'invoice'])).toEqual([{ pointer: '/nouns/1', reason: 'NOT_ALLOWED_VALUE', params: { allowed: 'contact, company' } }]);
  });

  it.each([
    [{ pageSize: -1 }, 'TOO_SMALL'],
    [{ pageSize: 201 }, 'TOO_BIG'],
    [{ filter: 'x'.repeat(4001) }, 'TOO_LONG'],
    [{ orderBy: '\u0000' }, 'INVALID_FORMAT'],
  ])('of %j says %s', (request, reason) => {
    expect(validate(ListRequestSchema, create(ListRequestSchema, request), { write: false }).map((each) => each.reason)).toEqual([reason]);
  });

  it('wants a well-formed id, in either case', () => {
    const request = create(GetRequestSchema, { id: '0190A0B0-0000-7000-8000-000000000001' });
    expect(validate(GetRequestSchema, request, { write: false })).toEqual([]);
    expect(request.id).toBe('0190a0b0-0000-7000-8000-000000000001');
  });
});
