import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accounts } from '@rapport/accounts';
import { consent } from '@rapport/consent';
import { ConsentService, ContactService, DecisionService, LinkService, PurposeService } from '@rapport/contracts';
import { serviceCall } from '@rapport/runtime';
import { openHouse, type OpenHouse, type Visitor as VisitorOf } from '@rapport/runtime/testing';
import type { TenantId } from '@rapport/kernel';
import { openRealParts, until } from '@rapport/testing';

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

const violation = (pointer: string, reason: string) =>
  expect.objectContaining({ details: expect.objectContaining({ violations: [expect.objectContaining({ pointer, reason })] }) });

const person = async (more: object = {}) => (await sofia.contacts.createContact({ contact: { familyName: 'Ёлкина', ...more } })).id;
const purpose = (key: string, more: object = {}) =>
  dina.purposes.createPurpose({ purpose: { key, nameEn: key, nameRu: key, basis: 'consent', channels: ['email', 'sms'], ...more } });
const said = (contactId: string, action: string, more: object = {}, by = sofia) =>
  by.consents.recordConsent({
    consent: { contactId, purpose: 'letters', channel: 'email', action, language: 'en', way: 'phone', evidence: 'said so', ...more },
  });
const may = (subjectId: string, more: object = {}) => sender.decisions.may({ subjectId, purpose: 'letters', channel: 'email', ...more });

const blank = { givenName: '', familyName: '', email: '', phone: '', jobTitle: '', language: 'ru', standing: 1, tags: [], companyId: '' };

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

describe('what a person said', () => {
  it('is written down by those who may: the own team, agents, managers, the officer, and the person for themselves', async () => {
    const id = await person();
    const [agent, carla] = [house.as({ id: 'amir', role: 'agent' }), house.as({ id: 'carla', role: 'customer', contactId: id })];
    expect(await said(id, 'given', {}, agent)).toMatchObject({ recordedBy: 'amir', way: 'phone', evidence: 'said so' });
    expect(await said(id, 'withdrawn', { evidence: '' }, carla)).toMatchObject({ recordedBy: 'carla', way: 'portal' });
    const stranger = house.as({ id: 'stella', teams: ['acme/key-accounts'] });
    await expect(said(id, 'given', {}, stranger)).rejects.toEqual(refusal('NOT_OWNER'));
    await expect(said(id, 'given', {}, house.as({ id: 'mia', role: 'marketer' }))).rejects.toEqual(refusal('FORBIDDEN'));
    const other = house.as({ id: 'gina', role: 'customer', contactId: await person() });
    for (const ask of [() => said(id, 'given', {}, other), () => other.consents.listConsents({ contactId: id })]) {
      await expect(ask()).rejects.toEqual(refusal('NOT_FOUND'));
    }
    expect((await carla.consents.listConsents({ contactId: id })).consents.map(({ action }) => action)).toEqual(['withdrawn', 'given']);
  });

  it('is read by marketers as it stands, not as it was said', async () => {
    const id = await person();
    await said(id, 'given');
    const mia = house.as({ id: 'mia', role: 'marketer' });
    const { states } = await mia.consents.listConsentStates({ contactId: id });
    expect(states.filter(({ purpose }) => purpose === 'letters')).toMatchObject([
      { channel: 'email', allowed: true, reason: 'CONSENT_GIVEN', choices: ['withdrawn'], text: 'You may write to me.', textVersion: 1 },
      { channel: 'sms', allowed: false, reason: 'CONSENT_MISSING', choices: ['given'] },
    ]);
    await expect(mia.consents.listConsents({ contactId: id })).rejects.toEqual(refusal('FORBIDDEN'));
  });

  it('makes sense, or is refused with what to do', async () => {
    const id = await person();
    await expect(said(id, 'given', { evidence: '' })).rejects.toEqual(violation('/consent/evidence', 'REQUIRED'));
    await expect(said(id, 'given', { purpose: 'nothing' })).rejects.toEqual(violation('/consent/purpose', 'PURPOSE_UNKNOWN'));
    await expect(said(id, 'given', { channel: 'post' })).rejects.toEqual(violation('/consent/channel', 'CHANNEL_NOT_USED'));
    await expect(said(id, 'given', { language: 'ru' })).rejects.toEqual(violation('/consent/language', 'NO_TEXT'));
    await expect(said(id, 'given', { textVersion: 7 })).rejects.toEqual(violation('/consent/text_version', 'NO_TEXT'));
    await expect(said(id, 'restricted', { purpose: '', channel: '' })).rejects.toEqual(refusal('FORBIDDEN'));
    await purpose('deliveries', { basis: 'contract' });
    await expect(said(id, 'given', { purpose: 'deliveries' })).rejects.toEqual(violation('/consent/action', 'CONSENT_NOT_NEEDED'));
    await expect(said(id, 'objected', { purpose: 'deliveries' })).rejects.toEqual(violation('/consent/action', 'NO_OBJECTION'));
  });

  it('has a receipt with the text as it was, whatever is published later; a text that renews ends what was given before', async () => {
    const { id: purposeId } = await purpose('surveys');
    const publish = (body: string, renewsConsent = false) => dina.purposes.publishPurposeText({ id: purposeId, language: 'en', body, renewsConsent });
    await publish('We ask you once a year.');
    const id = await person();
    const carla = house.as({ id: 'carla', role: 'customer', contactId: id });
    const given = await said(id, 'given', { purpose: 'surveys' }, carla);
    expect(await publish('We ask you every month.', true)).toMatchObject({ version: 2 });
    expect(await may(id, { purpose: 'surveys' })).toMatchObject({ allowed: false, reason: 'CONSENT_OUTDATED' });
    expect(await carla.consents.getReceipt({ id: given.id })).toMatchObject({
      consent: { id: given.id, action: 'given', way: 'portal', recordedBy: 'carla', textVersion: 1 },
      purposeName: 'surveys',
      text: 'We ask you once a year.',
      controller: 'acme',
    });
    await said(id, 'given', { purpose: 'surveys' }, carla);
    expect(await may(id, { purpose: 'surveys' })).toMatchObject({ allowed: true, textVersion: 2 });
  });
});

describe('a link', () => {
  const visitor = () => house.as({ id: 'visitor', role: 'service' });
  const tokenOf = (path: string) => new URLSearchParams(path.split('?')[1]).get('token')!;
  const follow = (path: string) => ({ tenant: 'acme', token: tokenOf(path) });
  const unsubscribing = (subjectId: string) => sender.links.issueLink({ kind: 'unsubscribe', subjectId, purpose: 'letters', channel: 'email' });

  it('unsubscribes in one click, once however often it is clicked, and shows nothing of the person', async () => {
    const id = await person();
    await said(id, 'given');
    const { postPath } = await unsubscribing(id);
    expect(postPath).toMatch(/^\/v1\/consent\/unsubscribe\?tenant=acme&token=[\w-]+$/);
    expect(Buffer.from(tokenOf(postPath), 'base64url').toString('latin1')).not.toContain(id);
    expect(await visitor().links.lookAtLink(follow(postPath))).toMatchObject({ kind: 'unsubscribe', purpose: 'letters', done: false });
    expect((await may(id)).allowed).toBe(true);
    for (const _ of [1, 2]) expect(await visitor().links.unsubscribe(follow(postPath))).toMatchObject({ done: true });
    expect(await may(id)).toMatchObject({ allowed: false, reason: 'CONSENT_WITHDRAWN' });
    expect((await sofia.consents.listConsents({ contactId: id })).consents).toMatchObject([{ action: 'withdrawn', way: 'web-form' }, { action: 'given' }]);
  });

  it('confirms what was asked for in a form, and not after it was taken back', async () => {
    const { id: purposeId } = await purpose('club', { doubleOptIn: true });
    await dina.purposes.publishPurposeText({ id: purposeId, language: 'en', body: 'I join.' });
    const asking = async () => {
      const id = await person();
      const requested = await said(id, 'given', { purpose: 'club', way: 'web-form', evidence: '' });
      expect(requested.action).toBe('requested');
      return { id, link: (await sender.links.issueLink({ kind: 'confirm', consentId: requested.id })).postPath };
    };
    const [joined, left] = [await asking(), await asking()];
    expect(await may(joined.id, { purpose: 'club' })).toMatchObject({ allowed: false, reason: 'CONSENT_UNCONFIRMED' });
    for (const _ of [1, 2]) expect(await visitor().links.confirmConsent(follow(joined.link))).toMatchObject({ kind: 'confirm', done: true });
    expect(await may(joined.id, { purpose: 'club' })).toMatchObject({ allowed: true, language: 'en', textVersion: 1 });
    await said(left.id, 'withdrawn', { purpose: 'club' });
    await expect(visitor().links.confirmConsent(follow(left.link))).rejects.toEqual(refusal('LINK_OUTDATED'));
  });

  it('that was changed, cut, made for another use or by another tenant is not valid', async () => {
    const { postPath } = await unsubscribing(await person());
    const token = tokenOf(postPath);
    const changed = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const wrong of [changed, token.slice(0, 40), 'AQ']) {
      await expect(visitor().links.unsubscribe({ tenant: 'acme', token: wrong })).rejects.toEqual(refusal('LINK_INVALID'));
    }
    await expect(visitor().links.confirmConsent({ tenant: 'acme', token })).rejects.toEqual(refusal('LINK_INVALID'));
    const elsewhere = house.as({ id: 'visitor', tenant: 'globex', role: 'service' });
    await expect(elsewhere.links.unsubscribe({ tenant: 'globex', token })).rejects.toEqual(refusal('LINK_INVALID'));
  });
});

describe('the chain', () => {
  const owner = (statement: string) => house.installation.db.pool.query(statement);
  const verify = () => dina.consents.verifyConsents({});
  const linked = () => until('everything is linked', async () => (await verify()).unlinked === 0n);

  it('stays whole, and without a trace of the evidence, when a person is erased; nothing is allowed about them any more', async () => {
    const id = await person();
    await said(id, 'given', { evidence: 'a very particular proof' });
    await linked();
    await dina.contacts.eraseContact({ id });
    expect(await may(id)).toMatchObject({ allowed: false, reason: 'SUBJECT_UNKNOWN' });
    const left = async () => (await owner(`select count(*)::int as n from consent.consents where contact_id = '${id}' and evidence is not null`)).rows[0].n;
    await until('the evidence is gone', async () => (await left()) === 0);
    expect(await verify()).toMatchObject({ whole: true, damage: '' });
  });

  it('names the first link that somebody with the keys of the database broke', async () => {
    await linked();
    const { sound, head } = await verify();
    const tamper = (statement: string) =>
      owner(`alter table consent.consents disable trigger user, no force row level security; ${statement};
        alter table consent.consents enable trigger user, force row level security`);
    const swap = (from: string, to: string) => `update consent.consents set action = '${to}' where tenant_id = 'acme' and seq = 1 and action = '${from}'`;
    await tamper(swap('given', 'withdrawn'));
    expect(await verify()).toMatchObject({ whole: false, brokenSeq: 1n, damage: 'altered', sound: 0n });
    await tamper(swap('withdrawn', 'given'));
    expect(await dina.consents.verifyConsents({ knownSeq: sound, knownHash: head })).toMatchObject({ whole: true, sound });
    expect(await dina.consents.verifyConsents({ knownSeq: sound + 1n, knownHash: head })).toMatchObject({ whole: false, damage: 'cut-off' });
    await expect(house.installation.db.pool.query(`delete from consent.consents`)).rejects.toThrow('append-only');
  });
});

describe('the demo', () => {
  it('gives a tenant the usual purposes and its people their say, once', async () => {
    const demo = house.running.find(({ name }) => name === 'consent')!.demo!;
    const manager = house.as({ id: 'mona', role: 'manager', tenant: 'initech' });
    const people = await Promise.all(
      Array.from({ length: 10 }, async (_, at) => ({ ...blank, id: (await manager.contacts.createContact({ contact: { familyName: `P${at}` } })).id })),
    );
    const tenant = { name: 'initech', colleagues: [], companies: [], people, ownerId: 'mona', teamId: '' };
    const call = serviceCall('consent', 'demo', 'initech' as TenantId);
    expect([await demo.seed(call, tenant), await demo.seed(call, tenant)]).toEqual([true, false]);
    const asking = house.as({ role: 'service', tenant: 'initech' });
    const news = await asking.decisions.mayMany({ subjectIds: people.map(({ id }) => id), purpose: 'marketing', channel: 'email' });
    const reasons = news.decisions.map(({ reason }) => reason);
    expect([...new Set(reasons)].sort()).toEqual(['CONSENT_GIVEN', 'CONSENT_MISSING', 'CONSENT_UNCONFIRMED', 'CONSENT_WITHDRAWN']);
    expect(reasons.filter((reason) => reason === 'CONSENT_GIVEN').length).toBeGreaterThan(5);
  });
});
