import type { Message } from '@bufbuild/protobuf';
import { describe, expect, it } from '@jest/globals';
import { bindingOf, ContactService, type UpdateContactRequest, type UpsertContactRequest } from '@rapport/contracts';
import { AppError, type Violation } from '@rapport/kernel';
import { readQuery } from './query.reader.js';
import { readRequest, type RequestParts } from './request.reader.js';
import { requestShape } from './request-shape.js';

type Rpc = keyof typeof ContactService.method;

function read(rpc: Rpc, { query = '', ...parts }: Partial<Omit<RequestParts, 'query'>> & { query?: string }): Message {
  const method = ContactService.method[rpc];
  return readRequest(requestShape(method, bindingOf(method)!), { variables: [], body: undefined, etag: undefined, ...parts, query: readQuery(`/x?${query}`) });
}

function wrong(rpc: Rpc, parts: Parameters<typeof read>[1]): readonly Pick<Violation, 'pointer' | 'reason'>[] {
  try {
    read(rpc, parts);
  } catch (thrown) {
    return (thrown as AppError).details.violations!.map(({ pointer, reason }) => ({ pointer, reason }));
  }
  return [];
}

const id = '0192f000-0000-7000-8000-000000000001';

describe('a request', () => {
  it('has its body in the field that the contract names', () => {
    expect(read('createContact', { body: { given_name: 'Мария', standing: 'customer' } })).toMatchObject({ contact: { givenName: 'Мария', standing: 2 } });
  });

  it('has the path’s variable inside the body’s record', () => {
    expect(read('updateContact', { variables: [id], body: {} })).toMatchObject({ contact: { id } });
  });

  it('has the path’s variable beside the body', () => {
    const { externalId, contact } = read('upsertContact', { variables: ['erp/1'], body: { given_name: 'A' } }) as UpsertContactRequest;
    expect([externalId, contact?.givenName]).toEqual(['erp/1', 'A']);
  });

  it('has numbers, choices and flags of a query in their types', () => {
    expect(read('listContacts', { query: 'page_size=20&count=true&filter=tags%3A%22vip%22' })).toMatchObject({
      pageSize: 20,
      count: true,
      filter: 'tags:"vip"',
    });
  });

  it('takes a body that repeats the id of the path, and refuses one that contradicts it', () => {
    expect(wrong('updateContact', { variables: [id], body: { id } })).toEqual([]);
    expect(wrong('updateContact', { variables: [id], body: { id: 'another' } })).toEqual([{ pointer: '/id', reason: 'IMMUTABLE' }]);
  });

  it('has the version of If-Match in its record, or beside the id', () => {
    expect(read('updateContact', { variables: [id], body: { etag: '6' }, etag: '7' })).toMatchObject({ contact: { etag: '7' } });
    expect(read('deleteContact', { variables: [id], etag: '7' })).toMatchObject({ id, etag: '7' });
  });
});

describe('the mask of a PATCH', () => {
  const paths = (body: unknown, query = '') => (read('updateContact', { variables: [id], body, query }) as UpdateContactRequest).updateMask?.paths;

  it('is what the body names, also what it names to clear', () => {
    expect(paths({ given_name: 'A', job_title: null, tags: [] })).toEqual(['given_name', 'job_title', 'tags']);
  });

  it('leaves out what the system sets, so that a record can be sent back as it was read', () => {
    expect(paths({ id, etag: '1', display_name: 'A B', created_at: '2026-01-01T00:00:00Z', given_name: 'A' })).toEqual(['given_name']);
  });

  it('names free fields one by one, so that the others stay', () => {
    expect(paths({ custom: { region: 'north', size: null } })).toEqual(['custom.region', 'custom.size']);
    expect(paths({ custom: null })).toEqual(['custom']);
  });

  it('is the caller’s when they wrote one', () => {
    expect(paths({ given_name: 'A', family_name: 'B' }, 'update_mask=given_name,job_title')).toEqual(['given_name', 'job_title']);
  });

  it.each(['given', 'display_name', 'givenName', 'id'])('is refused for %s', (name) => {
    expect(wrong('updateContact', { variables: [id], body: {}, query: `update_mask=${name}` })).toEqual([
      { pointer: '?update_mask', reason: 'INVALID_FIELD_MASK' },
    ]);
  });
});

describe('a mistake is shown where it was made:', () => {
  it.each<[string, Rpc, Parameters<typeof read>[1], string, string]>([
    ['an unknown field', 'createContact', { body: { given: 'A' } }, '/given', 'UNKNOWN_FIELD'],
    ['a name in the other spelling', 'createContact', { body: { givenName: 'A' } }, '/givenName', 'UNKNOWN_FIELD'],
    ['a number for a name', 'createContact', { body: { given_name: 7 } }, '/given_name', 'WRONG_TYPE'],
    ['an unknown choice', 'createContact', { body: { standing: 'emperor' } }, '/standing', 'NOT_ALLOWED_VALUE'],
    ['a field deep inside', 'createContact', { body: { emails: [{ value: 'a@b.c' }, { val: 1 }] } }, '/emails/1/val', 'UNKNOWN_FIELD'],
    ['a text for the whole body', 'createContact', { body: 'A' }, '', 'WRONG_TYPE'],
    ['a list for the whole body', 'batchWriteContacts', { body: [] }, '', 'WRONG_TYPE'],
    ['a prototype for a body', 'createContact', { body: JSON.parse('{"__proto__":{"given_name":"A"}}') as unknown }, '/__proto__', 'UNKNOWN_FIELD'],
    ['an unknown parameter', 'listContacts', { query: 'limit=1000' }, '?limit', 'UNKNOWN_FIELD'],
    ['a parameter of every object', 'listContacts', { query: '__proto__=1' }, '?__proto__', 'UNKNOWN_FIELD'],
    ['a parameter that came twice', 'listContacts', { query: 'filter=a&filter=b' }, '?filter', 'TOO_MANY'],
    ['a word for a number', 'listContacts', { query: 'page_size=many' }, '?page_size', 'WRONG_TYPE'],
    ['a number past its type', 'listContacts', { query: 'page_size=99999999999' }, '?page_size', 'TOO_BIG'],
    ['nothing for a flag', 'listContacts', { query: 'count=' }, '?count', 'WRONG_TYPE'],
    ['a parameter of the body', 'createContact', { query: 'given_name=A', body: {} }, '?given_name', 'UNKNOWN_FIELD'],
    ['half a character', 'createContact', { body: { given_name: 'a\ud800' } }, '/given_name', 'INVALID_FORMAT'],
    ['half a character deep inside', 'createContact', { body: { custom: { a: ['\udfff'] } } }, '/custom/a/0', 'INVALID_FORMAT'],
    ['a body where none belongs', 'deleteContact', { variables: [id], body: { force: true } }, '/force', 'UNKNOWN_FIELD'],
  ])('%s', (_what, rpc, parts, pointer, reason) => {
    expect(wrong(rpc, parts)).toEqual([{ pointer, reason }]);
  });

  it('all of them at once', () => {
    expect(wrong('updateContact', { variables: [id], query: 'mask=x', body: { given: 'A', family_name: 1 } })).toHaveLength(3);
  });
});
