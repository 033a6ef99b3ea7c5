import { describe, expect, it } from '@jest/globals';
import { ContactService, services } from '@rapport/contracts';
import { entrancesOf } from './route.table.js';

describe('the routes', () => {
  it('are those of every contract that has any', () => {
    const places = entrancesOf(services).map(({ verb, shape }) => `${verb} ${shape.template.text}`);
    expect(places).toEqual(expect.arrayContaining(['POST /v1/contacts', 'GET /v1/contacts/{id}', 'PUT /v1/contacts/by-external-id/{external_id}']));
    expect(new Set(places).size).toBe(places.length);
  });

  it('cannot be given to two rpcs', () => {
    expect(() => entrancesOf([ContactService, ContactService])).toThrow('have one route: POST /v1/contacts');
  });

  it('know under which address a new record will be', () => {
    const create = entrancesOf([ContactService]).find(({ method }) => method.name === 'CreateContact');
    expect(create).toMatchObject({ recordPath: '/v1/contacts/', hasEtag: true });
  });
});
