import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accounts } from '@rapport/accounts';
import {
  CompanyService,
  ContactService,
  DealService,
  LeadService,
  LeadStatus,
  PipelineService,
  RelationService,
  ScoringService,
  TimelineService,
} from '@rapport/contracts';
import { openHouse, type OpenHouse, type Visitor as VisitorOf } from '@rapport/runtime/testing';
import { sales } from '@rapport/sales';
import { openRealParts, until } from '@rapport/testing';

const doors = {
  contacts: ContactService,
  companies: CompanyService,
  relations: RelationService,
  timeline: TimelineService,
  leads: LeadService,
  deals: DealService,
  pipelines: PipelineService,
  scoring: ScoringService,
} as const;

let house: OpenHouse<typeof doors>;
let sofia: VisitorOf<typeof doors>;
let mark: VisitorOf<typeof doors>;
let number = 0;

beforeAll(async () => {
  house = await openHouse([accounts, sales], doors, await openRealParts());
  sofia = house.as({ id: 'sofia', teams: ['acme/sales'] });
  mark = house.as({ id: 'mark', role: 'manager', teams: ['acme/sales'] });
}, 90_000);
afterAll(() => house?.close());

const refusal = (reason: string) => expect.objectContaining({ reason });
const made = (lead: object = {}) => {
  number += 1;
  const own = { familyName: `Лидова${number}`, companyName: `Компания ${number}`, emails: [{ value: `lead${number}@new.example` }], nextStep: 'Позвонить' };
  return sofia.leads.createLead({ lead: { ...own, ...lead } });
};
const contactsOf = async (email: string) => (await mark.contacts.searchContacts({ filter: `emails.value = "${email}"` })).contacts;
const dealsOf = async (leadId: string) => (await mark.deals.listDeals({ filter: `lead_id = "${leadId}"` })).deals;

describe('a lead that is converted', () => {
  it('becomes a new contact at a new company with a deal, and the timeline tells', async () => {
    const lead = await made({ interest: 'Стойки' });
    const became = await sofia.leads.convertLead({ id: lead.id, dealTitle: 'Стойки', amountMinor: 70_000n });
    expect(became).toMatchObject({ contactCreated: true, companyCreated: true, lead: { status: LeadStatus.CONVERTED, contactId: became.contactId } });
    expect(await sofia.contacts.getContact({ id: became.contactId })).toMatchObject({ familyName: lead.familyName, ownerId: 'sofia' });
    expect(await sofia.companies.getCompany({ id: became.companyId })).toMatchObject({ name: lead.companyName });
    expect((await sofia.relations.listRelations({ noun: 'contact', id: became.contactId })).relations[0]?.to?.id).toBe(became.companyId);
    expect(await sofia.deals.getDeal({ id: became.dealId })).toMatchObject({ title: 'Стойки', amountMinor: 70_000n, leadId: lead.id, nextStep: 'Позвонить' });
    const kinds = () => sofia.timeline.listTimeline({ noun: 'contact', id: became.contactId }).then(({ entries }) => entries.map(({ kind }) => kind));
    const said = async () => (await kinds()).filter((kind) => kind === 'lead-converted' || kind === 'deal-created').length === 2;
    await until('both events stand in the timeline', said);
    await expect(sofia.leads.moveLead({ id: lead.id, status: LeadStatus.WORKING })).rejects.toEqual(refusal('LEAD_CONVERTED'));
  });

  it('joins the person and the company that are known already', async () => {
    const company = await sofia.companies.createCompany({ company: { name: 'Известная' } });
    const contact = await sofia.contacts.createContact({ contact: { familyName: 'Давняя', phones: [{ value: '+79005550188' }] } });
    const { id } = await made({ companyName: 'Известная', emails: [], phones: [{ value: '8 900 555-01-88' }] });
    expect(await sofia.leads.convertLead({ id })).toMatchObject({ contactId: contact.id, companyId: company.id, contactCreated: false, companyCreated: false });
  });

  it('is converted once, however often and by however many it is asked', async () => {
    const { id, emails } = await made();
    const answers = await Promise.all([sofia, mark, sofia, mark].map((who) => who.leads.convertLead({ id })));
    expect(new Set(answers.map(({ contactId, companyId, dealId }) => [contactId, companyId, dealId].join())).size).toBe(1);
    expect([(await contactsOf(emails[0]!.value)).length, (await dealsOf(id)).length]).toEqual([1, 1]);
  });

  it('finds what it had made when the program died in between, even without any way to reach the person', async () => {
    const { id } = await made({ emails: [] });
    const half = await sofia.contacts.upsertContact({ externalId: `lead/${id}`, contact: { familyName: 'Лидова' } });
    const became = await mark.leads.convertLead({ id });
    expect(became).toMatchObject({ contactId: half.id, contactCreated: true });
    expect((await dealsOf(id)).map((deal) => deal.contactId)).toEqual([half.id]);
  });

  it('is taken back with all that came with it, as long as nobody worked on the deal', async () => {
    const { id, emails } = await made();
    const first = await sofia.leads.convertLead({ id });
    expect(await sofia.leads.revertLead({ id })).toMatchObject({ status: LeadStatus.NEW, contactId: '', dealId: '' });
    expect((await sofia.leads.revertLead({ id })).status).toBe(LeadStatus.NEW);
    expect([(await contactsOf(emails[0]!.value)).length, (await dealsOf(id)).length]).toEqual([0, 0]);
    const second = await sofia.leads.convertLead({ id });
    expect(second.dealId).not.toBe(first.dealId);
    const { pipelines } = await sofia.pipelines.listPipelines({});
    await sofia.deals.moveDeal({ id: second.dealId, stageId: pipelines[0]!.stages[1]!.id });
    await expect(sofia.leads.revertLead({ id })).rejects.toEqual(refusal('CONVERSION_IN_USE'));
    await expect(sofia.leads.revertLead({ id: (await made()).id })).rejects.toEqual(refusal('LEAD_NOT_CONVERTED'));
  });

  it('keeps a contact that somebody has changed since', async () => {
    const { id, emails } = await made();
    const { contactId } = await sofia.leads.convertLead({ id });
    await sofia.contacts.updateContact({ contact: { id: contactId, jobTitle: 'Директор' } });
    await sofia.leads.revertLead({ id });
    expect((await contactsOf(emails[0]!.value)).map((contact) => contact.id)).toEqual([contactId]);
  });
});

describe('a customer who is erased', () => {
  it('leaves sums without a name: the lead is gone, the deal counts on', async () => {
    const dina = house.as({ id: 'dina', role: 'dpo' });
    const { id } = await made();
    const { contactId, dealId } = await sofia.leads.convertLead({ id, dealTitle: 'Тайна', amountMinor: 4200n });
    await dina.contacts.eraseContact({ id: contactId });
    await until('sales heard of it', async () => (await mark.deals.getDeal({ id: dealId })).contactId === '');
    expect(await mark.deals.getDeal({ id: dealId })).toMatchObject({ title: '', amountMinor: 4200n });
    expect((await mark.deals.searchDeals({ filter: 'title:"тайна"' })).deals).toEqual([]);
    await expect(mark.leads.getLead({ id })).rejects.toMatchObject({ code: 'not_found' });
  });
});
