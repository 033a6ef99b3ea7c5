import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CorrectionService, CorrectionStatus } from '@rapport/contracts';
import { until } from '@rapport/testing';
import { openAccounts, type OpenAccounts, type Visitor } from './src/rig/accounts.rig.js';

let rig: OpenAccounts;
let sofia: Visitor;
let mark: Visitor;

beforeAll(async () => {
  rig = await openAccounts();
  sofia = rig.as({ id: 'sofia', teams: ['acme/sales'] });
  mark = rig.as({ id: 'mark', role: 'manager', teams: ['acme/sales'] });
}, 60_000);
afterAll(() => rig?.close());

const refusal = (reason: string) => expect.objectContaining({ reason });

/** A customer with a record of their own. */
async function customer(): Promise<{ id: string; carla: Visitor }> {
  const { id } = await sofia.contacts.createContact({
    contact: { givenName: 'Карла', familyName: 'Ковалёва', phones: [{ value: '+79005550101' }], language: 'ru' },
  });
  return { id, carla: rig.as({ id: `carla-${id}`, role: 'customer', contactId: id }) };
}

const proposed = { familyName: 'Белых', emails: [{ value: 'carla@new.example' }] };
const propose = (carla: Visitor, correction: object = { proposed }) => carla.corrections.createCorrection({ correction });

describe('a correction', () => {
  it('is proposed by a customer for themselves, and shows what was there before', async () => {
    const { id: contactId, carla } = await customer();
    const made = await propose(carla, { proposed, comment: 'Сменила фамилию' });
    expect(await sofia.corrections.getCorrection({ id: made.id })).toMatchObject({
      contactId,
      fields: ['family_name', 'emails'],
      comment: 'Сменила фамилию',
      status: CorrectionStatus.OPEN,
      proposed: { familyName: 'Белых' },
      base: { familyName: 'Ковалёва', emails: [] },
    });
    expect((await sofia.contacts.getContact({ id: contactId })).familyName).toBe('Ковалёва');
    for (const staff of [sofia, mark]) await expect(propose(staff)).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(propose(carla, { proposed: {} })).rejects.toEqual(refusal('INVALID_REQUEST'));
    await expect(propose(carla, { proposed, fields: ['owner_id'] })).rejects.toEqual(refusal('INVALID_REQUEST'));
    const told = async () => (await sofia.notifications.listNotifications({})).notifications;
    await until('the owner was told', async () => (await told()).some(({ kind, record }) => kind === 'correction-proposed' && record?.id === made.id));
  });

  it('is taken over as a change of the contact, field by field, once', async () => {
    const { id: contactId, carla } = await customer();
    const { id } = await propose(carla, { proposed: { ...proposed, phones: [] }, fields: ['family_name', 'emails', 'phones'] });
    const half = await sofia.corrections.acceptCorrection({ id, fields: ['family_name', 'phones'] });
    expect(half).toMatchObject({ status: CorrectionStatus.OPEN, acceptedFields: ['family_name', 'phones'] });
    const contact = await sofia.contacts.getContact({ id: contactId });
    expect(contact).toMatchObject({ familyName: 'Белых', displayName: 'Белых Карла', phones: [], emails: [], etag: 'v2' });
    await sofia.corrections.refuseCorrection({ id, answer: 'Адрес не подтверждён' });
    expect(await carla.corrections.getCorrection({ id })).toMatchObject({
      status: CorrectionStatus.PARTLY_ACCEPTED,
      refusedFields: ['emails'],
      answer: 'Адрес не подтверждён',
      decidedBy: 'sofia',
    });
    await expect(sofia.corrections.acceptCorrection({ id })).rejects.toEqual(refusal('ALREADY_DECIDED'));
    const lines = async () => (await sofia.timeline.listTimeline({ noun: 'contact', id: contactId })).entries;
    await until('the timeline knows', async () => (await lines()).length >= 5);
    expect((await lines()).filter(({ kind }) => kind === 'changed').map(({ facts }) => facts)).toEqual([
      { fields: 'family_name,display_name,phones', origin: 'customer' },
    ]);
    expect((await lines()).filter(({ kind }) => kind === 'correction').map(({ facts }) => facts['action'])).toEqual(['decided', 'decided', 'proposed']);
  });

  it('that meets a change made meanwhile shows all three versions, until somebody insists', async () => {
    const { id: contactId, carla } = await customer();
    const { id } = await propose(carla);
    await sofia.contacts.updateContact({ contact: { id: contactId, familyName: 'Серова' } });
    await expect(mark.corrections.acceptCorrection({ id })).rejects.toMatchObject({
      reason: 'STALE',
      details: { versions: { current: { family_name: 'Серова' }, attempted: { family_name: 'Белых' }, original: { family_name: 'Ковалёва' } } },
    });
    expect((await mark.corrections.acceptCorrection({ id, fields: ['emails'] })).acceptedFields).toEqual(['emails']);
    expect((await mark.corrections.acceptCorrection({ id, override: true })).status).toBe(CorrectionStatus.ACCEPTED);
    expect(await sofia.contacts.getContact({ id: contactId })).toMatchObject({ familyName: 'Белых', emails: [{ value: 'carla@new.example' }] });
  });

  it('is the customer’s own to see, and for who answers for the customer to decide', async () => {
    const [{ carla }, { carla: other }] = [await customer(), await customer()];
    const { id } = await propose(carla);
    await expect(other.corrections.getCorrection({ id })).rejects.toEqual(refusal('NOT_FOUND'));
    expect((await carla.corrections.listCorrections({})).corrections.map((one) => one.id)).toEqual([id]);
    expect((await other.corrections.listCorrections({})).corrections).toEqual([]);
    expect((await mark.corrections.listCorrections({ filter: 'status = "open"' })).corrections.map((one) => one.id)).toContain(id);
    await expect(carla.corrections.acceptCorrection({ id })).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(rig.as({ id: 'petr', teams: ['acme/north'] }).corrections.acceptCorrection({ id })).rejects.toEqual(refusal('NOT_OWNER'));
    await expect(rig.as({ role: 'marketer' }).corrections.getCorrection({ id })).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(rig.as({ tenant: 'globex', role: 'manager' }).corrections.getCorrection({ id })).rejects.toEqual(refusal('NOT_FOUND'));
  });

  it('is made once under one key, and gone with the person', async () => {
    const { id: contactId, carla } = await customer();
    const ask = () => carla.withKey('correct-once', CorrectionService.method.createCorrection, { correction: { proposed } });
    const [first, again] = [await ask(), await ask()];
    expect([again.answer.id, again.notes.replayed]).toEqual([first.answer.id, true]);
    await rig.as({ role: 'dpo' }).contacts.eraseContact({ id: contactId });
    expect((await mark.corrections.listCorrections({ filter: `contact_id = "${contactId}"` })).corrections).toEqual([]);
  });
});
