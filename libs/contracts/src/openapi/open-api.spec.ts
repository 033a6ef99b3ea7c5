import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { services } from '../registry.js';
import { readJson } from '../json/read.js';
import { bindingOf } from '../route/binding.js';
import { validate } from '../validate/validate.js';
import { normalPhone } from '../validate/phone.js';
import { openApi } from './open-api.js';
import { phonePattern } from './phone-pattern.js';

interface Operation {
  operationId: string;
  description: string;
  parameters?: { name?: string; in?: string; $ref?: string }[];
  requestBody?: { content: Record<string, { schema: object; example: unknown }> };
  responses: Record<string, object>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: {
    schemas: Record<string, { properties?: Record<string, Record<string, unknown>>; required?: string[] }>;
    securitySchemes: Record<string, unknown>;
  };
}

const document = openApi({ serverUrl: 'http://127.0.0.1:8080', version: '1.0', issuer: 'http://127.0.0.1:8080/realms/rapport' }) as Document;
const operations = Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item).map(([verb, operation]) => ({ path, verb, operation })));
const methods = services.flatMap((service) => service.methods).filter((method) => bindingOf(method));

/** A validator of bodies against the document's own schemas. */
function schemaCheck(schema: object) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  return ajv.compile({ ...schema, components: document.components });
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1, and each of its references leads somewhere', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(document)));
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(() => validator.resolveRefs()).not.toThrow();
  });

  it('has an operation for every rpc with a route, and says which right it needs', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    for (const method of methods) expect(ids).toContain(method.localName);
    expect(operations.find(({ operation }) => operation.operationId === 'createContact')?.operation.description).toContain('`contacts.write`');
  });

  it('names every variable of a path as a parameter', () => {
    for (const { path, operation } of operations) {
      const named = (operation.parameters ?? []).filter((each) => each.in === 'path').map((each) => each.name);
      expect(named).toEqual([...path.matchAll(/\{(.+?)\}/g)].map((match) => match[1]));
    }
  });

  it('documents every refusal that the door can give', () => {
    for (const { verb, path, operation } of operations) {
      if (path === '/v1/me' || path === '/v1/changes') continue;
      const expected = ['400', '401', '403', '404', '409', '429', '500', '501', '503', '504', ...(verb === 'get' ? [] : ['413', '415', '422'])];
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(expected));
    }
  });

  it('takes nothing in a body that the contract does not have', () => {
    for (const [name, schema] of Object.entries(document.components.schemas)) {
      if (/(Input|Patch)$/.test(name)) expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    }
  });

  it('says what personal data is, what can be sorted and what the system sets', () => {
    const contact = document.components.schemas['Contact']?.properties;
    expect(contact?.['given_name']).toMatchObject({ 'x-personal-data': 'name', description: expect.stringContaining('Given name') });
    expect(contact?.['created_at']).toMatchObject({ readOnly: true, 'x-sortable': true, format: 'date-time' });
    expect(document.components.schemas['ContactInput']?.properties?.['display_name']).toEqual({ description: expect.stringContaining('ignored') });
  });

  it('lists the texts that a field takes, and the least and greatest of its numbers', () => {
    expect(document.components.schemas['RecordRefInput']?.properties?.['noun']).toMatchObject({ enum: ['contact', 'company'] });
    expect(document.components.schemas['CompanyInput']?.properties?.['employees']).toMatchObject({ minimum: 0, maximum: 10_000_000 });
  });

  it('describes the own fields of a tenant exactly', () => {
    const fields = [
      { noun: 'contact', key: 'tier', type: 'choice', choices: ['gold'] },
      { noun: 'company', key: 'size', type: 'number' },
    ] as const;
    const { components } = openApi({ serverUrl: '/', version: '1', customFields: fields }) as Document;
    expect(components.schemas['ContactInput']?.properties?.['custom']).toMatchObject({
      properties: { tier: { enum: ['gold', null] } },
      additionalProperties: false,
    });
    expect(components.schemas['Company']?.properties?.['custom']).toMatchObject({ properties: { size: { type: 'number' } } });
  });
});

describe('what may make a record', () => {
  const answersOf = (id: string) =>
    Object.keys(operations.find(({ operation }) => operation.operationId === id)!.operation.responses).filter((code) => code < '3');

  it('answers 201 for a new one: a body that is the record, and what is posted to where such records are listed', () => {
    for (const id of ['createContact', 'postCaseMessage', 'postChatMessage', 'startChat']) expect([id, answersOf(id)]).toEqual([id, ['200', '201']]);
    for (const id of ['updateContact', 'assignCase', 'searchContacts']) expect([id, answersOf(id)]).toEqual([id, ['200']]);
  });
});

describe('the example of a body', () => {
  const withBody = methods.filter((method) => bindingOf(method)?.body);

  it.each(withBody.map((method) => [method.localName, method] as const))('of %s is accepted by the contract and by its own schema', (name, method) => {
    const { operation } = operations.find((each) => each.operation.operationId === name)!;
    const { schema, example } = operation.requestBody!.content['application/json']!;
    const { desc, field, but } = bindingOf(method)!.body!;
    const { message, violations } = readJson(desc, example);
    expect(violations).toEqual([]);
    const about = validate(desc, message, { write: true }).filter(({ pointer }) => field || !but.has(pointer.split('/')[1]!));
    expect(about).toEqual([]);
    const check = schemaCheck(schema);
    expect(check(example) || check.errors).toBe(true);
  });
});

describe('schemas and the contract', () => {
  const input = schemaCheck({ $ref: '#/components/schemas/ContactInput' });
  const contact = methods.find((method) => method.localName === 'createContact')!;
  const desc = bindingOf(contact)!.body!.desc;
  const accepts = (json: unknown) => {
    const { message, violations } = readJson(desc, json);
    return violations.length === 0 && validate(desc, message, { write: true }).length === 0;
  };

  it.each<[unknown]>([
    [{}],
    [{ given_name: null }],
    [{ given_name: '' }],
    [{ emails: null }],
    [{ birth_date: '' }],
    [{ display_name: 'sent back' }],
    [{ language: 'pt-BR' }],
    [{ addresses: [{ country: 'DE' }, { country: null }] }],
    [{ phones: [{ value: '+8613812345678' }] }],
    [{ standing: 'partner' }],
    [{ standing: null }],
  ])('both accept %j', (json) => {
    expect([input(json), accepts(json)]).toEqual([true, true]);
  });

  it.each<[unknown]>([
    [[]],
    [{ given_name: 1 }],
    [{ surname: 'x' }],
    [{ given_name: 'x'.repeat(201) }],
    [{ tags: [null] }],
    [{ tags: [''] }],
    [{ tags: Array(51).fill('x') }],
    [{ standing: 'STANDING_PARTNER' }],
    [{ emails: [{}] }],
    [{ emails: [{ value: '' }] }],
    [{ emails: [{ value: 'x' }] }],
    [{ phones: [{ value: '+999123456' }] }],
    [{ birth_date: 'tomorrow' }],
    [{ addresses: [{ country: 'XX' }] }],
    [{ language: 'russian' }],
    [{ source: 'Web' }],
    [{ id: '7' }],
  ])('both refuse %j', (json) => {
    expect([input(json), accepts(json)]).toEqual([false, false]);
  });

  it('agree on phone numbers', () => {
    fc.assert(fc.property(fc.stringMatching(new RegExp(phonePattern())), (number) => normalPhone(number) !== undefined));
  });
});
