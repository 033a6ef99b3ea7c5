import { describe, expect, it } from '@jest/globals';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import {
  BatchWriteContactsRequestSchema,
  BatchWriteContactsResponseSchema,
  ContactSchema,
  ListContactsResponseSchema,
  Network,
  Standing,
  UpdateContactRequestSchema,
} from '../gen/index.js';
import { readJson } from './read.js';
import { writeJson } from './write.js';

const person = {
  given_name: 'Мария',
  standing: 'customer',
  emails: [{ value: 'maria@example.org', label: 'work', preferred: true }],
  messengers: [{ network: 'telegram', value: '@maria' }],
  tags: ['vip'],
  custom: { region: 'north', seats: 12, deep: { list: [1, null, true] } },
};

describe('reading JSON', () => {
  it('gives the message with choices, lists, nested records and free fields', () => {
    const { message, violations } = readJson(ContactSchema, person);
    expect(violations).toEqual([]);
    expect(message.standing).toBe(Standing.CUSTOMER);
    expect(message.messengers[0]?.network).toBe(Network.TELEGRAM);
    expect(message.emails[0]).toMatchObject({ value: 'maria@example.org', preferred: true });
    expect(message.custom).toEqual(person.custom);
  });

  it('gives a message that the wire carries and brings back as the same JSON', () => {
    const { message } = readJson(ContactSchema, person);
    const carried = fromBinary(ContactSchema, toBinary(ContactSchema, message));
    expect(writeJson(ContactSchema, carried)).toEqual(person);
  });

  it.each([
    [[], '', 'object'],
    ['text', '', 'object'],
    [null, '', 'object'],
    [{ given_name: 5 }, '/given_name', 'string'],
    [{ tags: 'vip' }, '/tags', 'array'],
    [{ tags: [1] }, '/tags/0', 'string'],
    [{ tags: ['a', null] }, '/tags/1', 'string'],
    [{ emails: { value: 'a@b.cd' } }, '/emails', 'array'],
    [{ emails: [{ preferred: 'yes' }] }, '/emails/0/preferred', 'boolean'],
    [{ custom: [] }, '/custom', 'object'],
    [{ standing: 2 }, '/standing', 'string'],
  ])('says which type %j should have had at %s', (json, pointer, expected) => {
    expect(readJson(ContactSchema, json).violations).toEqual([{ pointer, reason: 'WRONG_TYPE', params: { expected } }]);
  });

  it('refuses a name that the contract does not have, says which it has, and writes it into the pointer by RFC 6901', () => {
    const { violations } = readJson(ContactSchema, { 'a/b~c': 1, emails: [{ valeu: 'x' }], givenName: 'camel' });
    expect(violations).toEqual([
      { pointer: '/a~1b~0c', reason: 'UNKNOWN_FIELD', params: { known: expect.stringMatching(/^given_name, family_name, .*team_id$/) } },
      { pointer: '/emails/0/valeu', reason: 'UNKNOWN_FIELD', params: { known: 'value, label, preferred' } },
      { pointer: '/givenName', reason: 'UNKNOWN_FIELD', params: { known: expect.any(String) } },
    ]);
  });

  it('refuses the keys by which objects are poisoned', () => {
    const json: unknown = JSON.parse('{"__proto__": {"id": "x"}, "constructor": 1, "custom": {"a": {"__proto__": 1}}}');
    expect(readJson(ContactSchema, json).violations.map((each) => each.pointer)).toEqual(['/__proto__', '/constructor', '/custom/a/__proto__']);
  });

  it('lists the allowed names of a choice', () => {
    const [violation] = readJson(ContactSchema, { standing: 'STANDING_CUSTOMER' }).violations;
    expect(violation).toMatchObject({ pointer: '/standing', reason: 'NOT_ALLOWED_VALUE' });
    expect(violation?.params?.['allowed']).toMatch(/^prospect, customer, /);
  });

  it.each([
    [{ given_name: 'half \ud83d' }, '/given_name'],
    [{ custom: { note: ['half \udc00'] } }, '/custom/note/0'],
    [{ custom: { 'half \udc00': 1 } }, '/custom/half \ufffd'],
  ])('refuses half a character, which the wire would silently make another: %j', (json, pointer) => {
    expect(readJson(ContactSchema, json).violations).toEqual([{ pointer, reason: 'INVALID_FORMAT', params: { expected: 'text in Unicode' } }]);
  });

  it('takes null for a field left out', () => {
    const { message, violations } = readJson(ContactSchema, { given_name: null, emails: null, custom: null, standing: null });
    expect(violations).toEqual([]);
    expect(message).toEqual(create(ContactSchema));
  });

  it('takes a record back as it was given, keeping of what the system sets only its name and version', () => {
    const kept = create(ContactSchema, { id: '0190', etag: '"7"', displayName: 'Ковалёва Мария', createdAt: { seconds: 5n, nanos: 0 } });
    const { message, violations } = readJson(ContactSchema, writeJson(ContactSchema, kept));
    expect(violations).toEqual([]);
    expect(message).toEqual(create(ContactSchema, { id: '0190', etag: '"7"' }));
  });

  it('says at most fifty mistakes', () => {
    const json = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`x${index}`, 1]));
    expect(readJson(ContactSchema, json).violations).toHaveLength(50);
  });

  it('refuses free JSON that is nested without end', () => {
    let custom: Record<string, unknown> = {};
    for (let depth = 0; depth < 100; depth += 1) custom = { custom };
    expect(readJson(ContactSchema, custom).violations).toMatchObject([{ reason: 'INVALID_FORMAT' }]);
  });

  it('reads a field mask by the names of the JSON', () => {
    const { message } = readJson(UpdateContactRequestSchema, { update_mask: 'given_name, emails,given_name' });
    expect(message.updateMask?.paths).toEqual(['given_name', 'emails']);
  });
});

describe('writing JSON', () => {
  it('leaves out what is empty', () => {
    expect(writeJson(ContactSchema, create(ContactSchema))).toEqual({});
  });

  it('gives a text that is a zero', () => {
    expect(writeJson(ContactSchema, create(ContactSchema, { givenName: '0' }))).toEqual({ given_name: '0' });
  });

  it('always gives the list that an answer is about', () => {
    expect(writeJson(ListContactsResponseSchema, create(ListContactsResponseSchema))).toEqual({ contacts: [] });
  });

  it('gives an optional field that was set, even to nothing, and 64-bit numbers as strings', () => {
    const json = writeJson(ListContactsResponseSchema, create(ListContactsResponseSchema, { totalSize: 0n }));
    expect(json).toEqual({ contacts: [], total_size: '0' });
  });

  it('gives the chosen case of a choice of records', () => {
    const results = [{ outcome: { case: 'contact' as const, value: { givenName: 'Ян' } } }, { outcome: { case: 'problem' as const, value: { status: 400 } } }];
    const json = writeJson(BatchWriteContactsResponseSchema, create(BatchWriteContactsResponseSchema, { results }));
    expect(json).toEqual({ results: [{ contact: { given_name: 'Ян' } }, { problem: { status: 400, errors: [] } }] });
  });

  it('writes instants in UTC', () => {
    const json = writeJson(
      ContactSchema,
      create(ContactSchema, { createdAt: { seconds: 1767225600n, nanos: 5_000_000 }, updatedAt: { seconds: 0n, nanos: 1 } }),
    );
    expect(json).toEqual({ created_at: '2026-01-01T00:00:00.005Z', updated_at: '1970-01-01T00:00:00.000000001Z' });
  });
});

describe('a body of many records', () => {
  it('points at the very item', () => {
    const { violations } = readJson(BatchWriteContactsRequestSchema, { contacts: [{}, { tags: [true] }] });
    expect(violations.map((each) => each.pointer)).toEqual(['/contacts/1/tags/0']);
  });
});
