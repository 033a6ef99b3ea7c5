import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAccounts, type OpenAccounts, type Visitor } from './src/rig/accounts.rig.js';

let rig: OpenAccounts;
let sofia: Visitor;

beforeAll(async () => {
  rig = await openAccounts();
  sofia = rig.as({ id: 'sofia', teams: ['acme/sales'] });
}, 60_000);
afterAll(() => rig?.close());

const made = () => sofia.contacts.createContact({ contact: { givenName: 'Вера', familyName: 'Связева' } });
const refusal = (reason: string) => expect.objectContaining({ reason });

describe('a relation', () => {
  it('stands in the lists of both until it ends', async () => {
    const [person, company] = [await made(), await sofia.companies.createCompany({ company: { name: 'Связи' } })];
    const relation = { from: { noun: 'contact', id: person.id }, to: { noun: 'company', id: company.id }, role: 'decision-maker', since: '2024-09-01' };
    const { id } = await sofia.relations.createRelation({ relation });
    await expect(sofia.relations.createRelation({ relation })).rejects.toEqual(refusal('ALREADY_EXISTS'));
    for (const { noun, id: end } of [relation.from, relation.to])
      expect((await sofia.relations.listRelations({ noun, id: end })).relations).toEqual([
        expect.objectContaining({ id, role: 'decision-maker', since: '2024-09-01' }),
      ]);
    await sofia.relations.deleteRelation({ id });
    expect((await sofia.relations.listRelations({ noun: 'contact', id: person.id })).relations).toEqual([]);
    await expect(sofia.relations.deleteRelation({ id })).rejects.toEqual(refusal('NOT_FOUND'));
  });

  it('is changed in its role and its days, by whoever has read it last; not in its ends', async () => {
    const [person, company] = [await made(), await sofia.companies.createCompany({ company: { name: 'Связи' } })];
    const ends = { from: { noun: 'contact', id: person.id }, to: { noun: 'company', id: company.id } };
    const relation = await sofia.relations.createRelation({ relation: { ...ends, role: 'employee', since: '2024-09-01' } });
    const { id, etag } = relation;
    const change = (more: object, paths: string[]) => sofia.relations.updateRelation({ relation: { id, ...more }, updateMask: { paths } });
    const changed = await change({ etag, role: 'director', until: '2026-05-31' }, ['role', 'until']);
    expect(changed).toMatchObject({ role: 'director', since: '2024-09-01', until: '2026-05-31', from: ends.from });
    await expect(change({ etag, role: 'advisor' }, ['role'])).rejects.toEqual(refusal('STALE'));
    await expect(sofia.relations.deleteRelation({ id, etag })).rejects.toEqual(refusal('STALE'));
    await expect(change({ to: ends.from }, ['to'])).rejects.toEqual(refusal('INVALID_REQUEST'));
    await sofia.relations.createRelation({ relation: { ...ends, role: 'advisor' } });
    await expect(change({ role: 'advisor' }, ['role'])).rejects.toEqual(refusal('ALREADY_EXISTS'));
  });

  it('is one of many that are read page by page', async () => {
    const { id } = await made();
    const roles = ['accountant', 'buyer', 'director', 'engineer', 'lawyer'];
    const company = await sofia.companies.createCompany({ company: { name: 'Многих' } });
    for (const role of roles)
      await sofia.relations.createRelation({ relation: { from: { noun: 'contact', id }, to: { noun: 'company', id: company.id }, role } });
    const seen: string[] = [];
    for (let pageToken = ''; ;) {
      const page = await sofia.relations.listRelations({ noun: 'company', id: company.id, pageSize: 2, pageToken });
      seen.push(...page.relations.map(({ role }) => role));
      pageToken = page.nextPageToken;
      if (!pageToken) break;
    }
    expect(seen).toEqual(roles);
    await expect(sofia.relations.listRelations({ noun: 'company', id: company.id, pageToken: 'made-up' })).rejects.toEqual(refusal('INVALID_REQUEST'));
  });

  it('joins two different records of one tenant', async () => {
    const [{ id }, stranger] = [
      await made(),
      await rig.as({ id: 'gleb', tenant: 'globex', role: 'manager' }).contacts.createContact({ contact: { givenName: 'G' } }),
    ];
    const relate = (to: string) =>
      sofia.relations.createRelation({ relation: { from: { noun: 'contact', id }, to: { noun: 'contact', id: to }, role: 'friend' } });
    await expect(relate(id)).rejects.toEqual(refusal('INVALID_REQUEST'));
    await expect(relate(stranger.id)).rejects.toEqual(refusal('NOT_FOUND'));
  });
});
