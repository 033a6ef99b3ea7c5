import { create, toBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from '@jest/globals';
import { events, eventSubject, NoteWrittenSchema, NotificationMadeSchema, RelationDeletedSchema } from '@rapport/contracts';
import type { Principal, Role, TeamId, TenantId, UserId } from '@rapport/kernel';
import { heard, hearing } from './change.js';

const carla = '0192f000-0000-7000-8000-00000000000c';
const event = (headers: Record<string, string> = {}, subject = 'event.rapport.accounts.v1.ContactCreated') => ({
  subject,
  position: '42',
  data: new Uint8Array(),
  headers: {
    'rapport-tenant': 'acme',
    'rapport-aggregate': `contact/${carla}`,
    'rapport-version': '3',
    'rapport-at': '2026-01-01T00:00:00Z',
    'rapport-owner': 'mark',
    'rapport-team': 'acme/north',
    ...headers,
  },
});
const somebody = (role: Role, more: Partial<Principal> = {}): Principal => ({
  id: 'sofia' as UserId,
  tenant: 'acme' as TenantId,
  kind: 'person',
  roles: [role],
  teams: ['acme/sales' as TeamId],
  ...more,
});

describe('a change', () => {
  it('says which record, and nothing of what is in it', () => {
    expect(heard(event())).toMatchObject({
      position: '42',
      name: 'ContactCreated',
      change: { type: 'rapport.accounts.v1.ContactCreated', noun: 'contact', id: carla, version: 3, at: '2026-01-01T00:00:00Z' },
    });
  });

  it('says whose it is, where no customer changed but something of theirs', () => {
    const note = toBinary(NoteWrittenSchema, create(NoteWrittenSchema, { noteId: 'n1', subjectNoun: 'contact', subjectId: carla, mentions: ['mark'] }));
    const written = event({ 'rapport-aggregate': 'note/n1' }, eventSubject(NoteWrittenSchema));
    expect(heard({ ...written, data: note })!.change).toMatchObject({ noun: 'note', id: 'n1', subjects: [{ noun: 'contact', id: carla }] });
    const ended = toBinary(RelationDeletedSchema, create(RelationDeletedSchema, { fromNoun: 'contact', fromId: carla, toNoun: 'company', toId: 'k1' }));
    expect(heard({ ...event({}, eventSubject(RelationDeletedSchema)), data: ended })!.change.subjects).toEqual([
      { noun: 'contact', id: carla },
      { noun: 'company', id: 'k1' },
    ]);
  });

  it('is heard of every event whose records somebody may read', () => {
    const unheard = events.filter((one) => !heard(event({}, eventSubject(one)))).map(({ name }) => name);
    expect(unheard).toEqual(['BookHandedOver']);
  });

  it.each([
    ['an event that no contract knows', event({}, 'event.rapport.accounts.v1.Nothing')],
    ['an event of no tenant', event({ 'rapport-tenant': '' })],
    ['an event of no record', event({ 'rapport-aggregate': 'contact' })],
  ])('is not heard in %s', (_what, from) => {
    expect(heard(from)).toBeUndefined();
  });
});

describe('a change is heard', () => {
  const change = heard(event())!;

  it('of a notification by its addressee alone, whatever else others may do', () => {
    const told = heard(
      event({ 'rapport-aggregate': 'notification/n1', 'rapport-owner': 'sofia', 'rapport-team': 'acme/sales' }, eventSubject(NotificationMadeSchema)),
    )!;
    const hears = (role: Role, id: string) => hearing(somebody(role, { id: id as UserId }))(told);
    expect([hears('seller', 'sofia'), hears('admin', 'sofia')]).toEqual([true, true]);
    for (const role of ['seller', 'manager', 'dpo', 'admin', 'integration', 'service'] as const) expect([role, hears(role, 'mark')]).toEqual([role, false]);
  });

  it.each<[string, Principal, boolean]>([
    ['by whoever reads all contacts', somebody('seller'), true],
    ['by nobody of another tenant', somebody('seller', { tenant: 'globex' as TenantId }), false],
    ['by nobody who may not read contacts', somebody('admin'), false],
    ['by nobody without a role', { ...somebody('seller'), roles: [] }, false],
    ['by the customer whom it is about', somebody('customer', { contactId: carla }), true],
    ['by no other customer', somebody('customer', { contactId: 'another' }), false],
    ['by no customer without a record', somebody('customer'), false],
  ])('%s', (_who, principal, hears) => {
    expect(hearing(principal)(change)).toBe(hears);
  });
});
