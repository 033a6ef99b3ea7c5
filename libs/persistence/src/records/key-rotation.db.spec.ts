import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addKey, DekCache, dropKey, LocalKeks, newKeyFile } from '@rapport/crypto';
import { SystemClock, UuidIds } from '@rapport/kernel';
import { databaseKinds } from '@rapport/testing';
import { assertInstallationKeys, Keyring, PageTokens, RecordParts, Records, rotateKeys, wrappedCounts } from '../index.js';
import { ContactSchema } from '@rapport/contracts';
import { as, draft, openRecords, type OpenedRecords } from './records.fixture.js';

describe.each(databaseKinds)('a rotation of the key-encryption key on the %s database', (kind) => {
  const first = newKeyFile(new Date());
  const second = addKey(first, new Date());
  let opened: OpenedRecords;

  beforeAll(async () => {
    opened = await openRecords(kind, first);
  });
  afterAll(() => opened.db.close());

  const contactsWith = (file: typeof first) => {
    const keks = new LocalKeks(file);
    return new Records(
      ContactSchema,
      new RecordParts(new Keyring(keks, new DekCache(keks, new SystemClock())), new PageTokens(new Uint8Array(32)), new UuidIds(), new SystemClock()),
    );
  };
  const read = (contacts: OpenedRecords['contacts'], id: string) => opened.work.read(as('manager'), (tx) => contacts.get(tx, id));

  it('goes on while people read and write, shows how far it is, and leaves nothing under the old key', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 40; n += 1) ids.push((await opened.work.run(as('manager'), (tx) => opened.contacts.insert(tx, draft({ familyName: `Имя ${n}` })))).id);
    const seen: number[] = [];
    const writing = opened.work.run(as('manager'), (tx) =>
      opened.contacts.change(tx, ids[0]!, '', (current) => ({ ...current, familyName: 'Переименованная' })),
    );
    const [done] = await Promise.all([rotateKeys(opened.db, new LocalKeks(second), (progress) => seen.push(progress.done)), writing]);
    expect(done).toBeGreaterThanOrEqual(41);
    expect(seen.at(-1)).toBe(done);
    expect([...(await wrappedCounts(opened.db)).keys()]).toEqual(['kek-2']);
    const after = contactsWith(dropKey(second, 'kek-1'));
    expect((await read(after, ids[0]!)).familyName).toBe('Переименованная');
    expect((await read(after, ids[39]!)).familyName).toBe('Имя 39');
    await expect(read(contactsWith(newKeyFile(new Date())), ids[1]!)).rejects.toMatchObject({ name: expect.stringMatching(/KekMissing|SealBroken/) });
  });

  it('refuses a process whose keys are another installation’s', async () => {
    const keks = new LocalKeks(second);
    const check = new Uint8Array([1, 2, 3]);
    await assertInstallationKeys(opened.db, keks, check);
    await assertInstallationKeys(opened.db, keks, check);
    await expect(assertInstallationKeys(opened.db, new LocalKeks(newKeyFile(new Date())), check)).rejects.toThrow('RAPPORT_KEK_FILE');
    await expect(assertInstallationKeys(opened.db, keks, new Uint8Array([3, 2, 1]))).rejects.toThrow('RAPPORT_INTERNAL_KEY');
  });
});
