import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accounts } from '@rapport/accounts';
import { CompanyService, ContactService, DealService, LeadService, ScoringService } from '@rapport/contracts';
import { silentLog } from '@rapport/kernel';
import { openHouse, type OpenHouse } from '@rapport/runtime/testing';
import { sales } from '@rapport/sales';
import { openRealParts } from '@rapport/testing';
import { demoTenants } from './demo-tenants.js';
import { demoCall, seedDemo } from './seed-demo.js';

const doors = { contacts: ContactService, companies: CompanyService, deals: DealService, leads: LeadService, scoring: ScoringService } as const;
const logins = ['sofia', 'mark', 'gleb'].map((username) => ({
  id: username,
  username,
  password: '',
  displayName: username,
  role: 'manager' as const,
  tenant: username === 'gleb' ? 'globex' : 'acme',
  teams: [],
}));

let house: OpenHouse<typeof doors>;

beforeAll(async () => {
  house = await openHouse([accounts, sales], doors, await openRealParts());
  await seedDemo(house.running, { logins, full: false, log: silentLog }, () => undefined);
}, 90_000);
afterAll(() => house?.close());

/** How many there are of each. */
async function counted() {
  const mark = house.as({ id: 'mark', role: 'manager' });
  const of = async (asked: Promise<{ totalSize?: bigint | undefined }>) => Number((await asked).totalSize);
  return {
    contacts: await of(mark.contacts.listContacts({ count: true })),
    companies: await of(mark.companies.listCompanies({ count: true })),
    deals: await of(mark.deals.listDeals({ count: true })),
  };
}

describe('the full demo', () => {
  const acme = demoTenants(logins, true)[0]!;
  const [ofAccounts, ofSales] = [0, 1];
  const grow = (service: number, portion: number) => house.running[service]!.demo!.grow!(demoCall(acme), acme, portion);

  it('grows portion after portion, and a portion that is added again after a kill doubles nothing', async () => {
    const before = await counted();
    for (const again of [false, true]) {
      for (const portion of [0, 20]) expect(await grow(ofAccounts, portion)).toBe(170);
      expect(await grow(ofSales, 0)).toBe(55);
      expect([again, await counted()]).toEqual([again, { contacts: before.contacts + 20, companies: before.companies + 20, deals: before.deals + 10 }]);
    }
  });

  it('gives models a past to learn from, with nothing in it from after the end', async () => {
    const model = house.as({ id: 'service:ai', role: 'service' });
    const { examples } = await model.scoring.listScoringExamples({ noun: 'deal' });
    expect(examples.length).toBeGreaterThan(5);
    expect(examples.every(({ at, outcomeAt }) => at!.seconds < outcomeAt!.seconds)).toBe(true);
    expect(Object.keys(examples[0]!.features!)).toEqual(expect.arrayContaining(['source', 'amount', 'touches', 'days_in_stage']));
  });

  it('is the same on every installation, names nobody twice and reaches nobody', () => {
    const { people, companies } = acme.crowd!;
    expect(acme.crowd).toEqual(demoTenants(logins, true)[0]!.crowd);
    expect([people.length, companies.length]).toEqual([3000, 400]);
    for (const key of ['id', 'email'] as const) expect(new Set(people.map((person) => person[key])).size).toBe(3000);
    expect(people.filter(({ email, phone }) => !email.endsWith('.example') || !/^\+(7900555|44207946)\d{4}$/.test(phone))).toEqual([]);
  });
});
