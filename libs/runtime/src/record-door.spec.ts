import { describe, expect, it } from '@jest/globals';
import { CompanySchema, CompanyService, ContactSchema, ContactService, NoteSchema, NoteService } from '@rapport/contracts';
import { recordDoor } from './record-door.js';

const handlersOf = (door: { readonly prototype: object }) => Object.getOwnPropertyNames(door.prototype).filter((name) => name !== 'constructor');

describe('the door of a noun', () => {
  it('serves the standard rpcs that the contract has, and no other', () => {
    const contacts = handlersOf(recordDoor(ContactService, ContactSchema, 'contacts'));
    const own = ContactService.methods.map(({ localName }) => localName).filter((name) => !contacts.includes(name));
    expect([contacts.length, own]).toEqual([12, ['eraseContact']]);
    expect(handlersOf(recordDoor(CompanyService, CompanySchema, 'companies')).sort()).toEqual(CompanyService.methods.map(({ localName }) => localName).sort());
  });

  it('refuses an rpc that is called like a standard one and asks otherwise', () =>
    expect(() => recordDoor(NoteService, NoteSchema, 'notes')).toThrow(
      'rapport.accounts.v1.NoteService/ListNotes is not the standard rpc of its name: its request has no filter, orderBy, fields, showDeleted, count',
    ));
});
