import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accounts } from '@rapport/accounts';
import { consent } from '@rapport/consent';
import { ConsentService, ContactService, DecisionService, LinkService, PurposeService } from '@rapport/contracts';
import { openHouse, type OpenHouse, type Visitor as VisitorOf } from '@rapport/runtime/testing';
import { openRealParts } from '@rapport/testing';

const doors = {
  contacts: ContactService,
  purposes: PurposeService,
  consents: ConsentService,
  decisions: DecisionService,
  links: LinkService,
} as const;
type Visitor = VisitorOf<typeof doors>;

let house: OpenHouse<typeof doors>;
let sofia: Visitor;
let dina: Visitor;
let sender: Visitor;
let letters: string;

const refusal = (reason: string) => expect.objectContaining({ reason });

const person = async (more: object = {}) => (await sofia.contacts.createContact({ contact: { familyName: 'Ёлкина', ...more } })).id;
const purpose = (key: string, more: object = {}) =>
  dina.purposes.createPurpose({ purpose: { key, nameEn: key, nameRu: key, basis: 'consent', channels: ['email', 'sms'], ...more } });
const said = (contactId: string, action: string, more: object = {}, by = sofia) =>
  by.consents.recordConsent({
    consent: { contactId, purpose: 'letters', channel: 'email', action, language: 'en', way: 'phone', evidence: 'said so', ...more },
  });
const may = (subjectId: string, more: object = {}) => sender.decisions.may({ subjectId, purpose: 'letters', channel: 'email', ...more });

beforeAll(async () => {
  house = await openHouse([accounts, consent], doors, await openRealParts());
  sofia = house.as({ id: 'sofia', teams: ['acme/sales'] });
  dina = house.as({ id: 'dina', role: 'dpo' });
  sender = house.as({ id: 'service:marketing', role: 'service' });
  letters = (await purpose('letters')).id;
  await dina.purposes.publishPurposeText({ id: letters, language: 'en', body: 'You may write to me.' });
}, 60_000);
afterAll(() => house?.close());

describe('a decision', () => {
  it('allows what was agreed to, names the entry and the text, and refuses from the very next question once it was withdrawn', async () => {
    const id = await person();
    expect(await may(id)).toMatchObject({ allowed: false, reason: 'CONSENT_MISSING', consentId: '' });
    const given = await said(id, 'given');
    expect(await may(id)).toMatchObject({ allowed: true, reason: 'CONSENT_GIVEN', consentId: given.id, language: 'en', textVersion: 1 });
    expect(await may(id, { channel: 'sms' })).toMatchObject({ allowed: false, reason: 'CONSENT_MISSING' });
    const withdrawn = await said(id, 'withdrawn');
    expect(await may(id)).toMatchObject({ allowed: false, reason: 'CONSENT_WITHDRAWN', consentId: withdrawn.id });
  });

  it('is no for whom and what is not known, and says so in the caller’s language', async () => {
    const stranger = '01900000-0000-7000-8000-00000000ffff';
    expect(await may(stranger)).toMatchObject({ allowed: false, reason: 'SUBJECT_UNKNOWN' });
    const id = await person();
    expect(await may(id, { purpose: 'anything' })).toMatchObject({ allowed: false, reason: 'PURPOSE_UNKNOWN' });
    expect(await may(id, { channel: 'post' })).toMatchObject({ allowed: false, reason: 'CHANNEL_NOT_USED' });
    expect((await sender.in('ru').decisions.may({ subjectId: id, purpose: 'letters', channel: 'email' })).advice).toContain('не давал');
    const elsewhere = house.as({ tenant: 'globex', role: 'service' });
    expect(await elsewhere.decisions.may({ subjectId: id, purpose: 'letters', channel: 'email' })).toMatchObject({ allowed: false, reason: 'PURPOSE_UNKNOWN' });
  });

  it('is made for many at once, in the order asked, and kept when it is for something', async () => {
    const [yes, no] = [await person(), await person()];
    await said(yes, 'given');
    const { decisions } = await sender.decisions.mayMany({ subjectIds: [no, yes, no], purpose: 'letters', channel: 'email', forWhat: 'journey:autumn' });
    expect(decisions.map(({ subjectId, allowed }) => [subjectId, allowed])).toEqual([
      [no, false],
      [yes, true],
      [no, false],
    ]);
    const kept = await dina.decisions.listDecisions({ contactId: yes });
    expect(kept.decisions).toMatchObject([
      {
        id: decisions[1]!.decisionId,
        allowed: true,
        reason: 'CONSENT_GIVEN',
        forWhat: 'journey:autumn',
        askedBy: 'service:marketing',
        consentId: decisions[1]!.consentId,
      },
    ]);
    await expect(sofia.decisions.listDecisions({ contactId: yes })).rejects.toEqual(refusal('FORBIDDEN'));
  });

  it('is never the kept answer of an earlier question, whatever key it is asked under', async () => {
    const id = await person();
    await said(id, 'given');
    const ask = () => sender.withKey('one-key', DecisionService.method.may, { subjectId: id, purpose: 'letters', channel: 'email' });
    expect((await ask()).answer.allowed).toBe(true);
    await said(id, 'withdrawn');
    expect((await ask()).answer.allowed).toBe(false);
  });
});
