import { fileURLToPath } from 'node:url';
import { create } from '@bufbuild/protobuf';
import { rightsOf } from '@rapport/auth';
import { ContactSchema, plain, type PlainOf } from '@rapport/contracts';
import { DekCache, LocalKeks, newKeyFile } from '@rapport/crypto';
import { SystemClock, UuidIds, type CallContext, type Role, type TeamId, type UserId } from '@rapport/kernel';
import { callOf, openTestDatabase, type TestDatabase } from '@rapport/testing';
import { Keyring, migrateKeyring, PageTokens, RecordParts, Records, schemaOf, UnitOfWork, type Database } from '../index.js';
import { turning } from '../work/work.fixture.js';

/** Contacts on a fresh database with the real tables of `accounts`. */
export interface OpenedRecords {
  readonly db: TestDatabase;
  readonly work: UnitOfWork;
  readonly contacts: Records<typeof ContactSchema>;
  readonly parts: RecordParts;
  readonly keks: LocalKeks;
}

const migrations = fileURLToPath(new URL('../../../../services/accounts/migrations/', import.meta.url));

export async function openRecords(kind: Database['kind'], keyFile = newKeyFile(new Date())): Promise<OpenedRecords> {
  const db = await openTestDatabase(kind, { services: { accounts: migrations } });
  await migrateKeyring(db, ['accounts']);
  const clock = new SystemClock();
  const keks = new LocalKeks(keyFile);
  const parts = new RecordParts(new Keyring(keks, new DekCache(keks, clock)), new PageTokens(new Uint8Array(32)), new UuidIds(), clock);
  const work = new UnitOfWork({ db, names: schemaOf('accounts'), clock, ids: new UuidIds(), sealer: turning });
  return { db, work, parts, keks, contacts: new Records(ContactSchema, parts) };
}

/** A call of somebody with this role, with the rights that the real policy gives. */
export function as(role: Role, who: { readonly id?: string; readonly tenant?: string; readonly team?: string; readonly contactId?: string } = {}): CallContext {
  const { id = role, tenant = 'acme', team, contactId } = who;
  const call = callOf({ tenant, principal: { id: id as UserId, roles: [role], teams: team ? [team as TeamId] : [], ...(contactId && { contactId }) } });
  return { ...call, rights: rightsOf(call.principal) };
}

/** A whole draft from the fields that matter to a spec. */
export function draft(fields: Partial<PlainOf<typeof ContactSchema>>): PlainOf<typeof ContactSchema> {
  const blank = plain(ContactSchema, create(ContactSchema));
  return { ...blank, ...fields, displayName: [fields.familyName, fields.givenName].filter(Boolean).join(' ') };
}

/** What a list is asked for when nothing is. */
export const anyPage = { pageSize: 0, pageToken: '', filter: '', orderBy: '', fields: '', showDeleted: false, count: false };

/** The same records as another process sees them, which remembers nothing of the first one's. */
export function openedAgain({ keks }: OpenedRecords): Records<typeof ContactSchema> {
  const clock = new SystemClock();
  return new Records(ContactSchema, new RecordParts(new Keyring(keks, new DekCache(keks, clock)), new PageTokens(new Uint8Array(32)), new UuidIds(), clock));
}
