import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import { databaseKinds } from '@rapport/testing';
import { Erasures, openErasureLedger, type Database, type Erasure, type ErasureLedger } from '../index.js';
import { as, draft, openRecords, type OpenedRecords } from '../records/records.fixture.js';

describe.each(databaseKinds)('erasures on the %s database', (kind) => {
  let opened: OpenedRecords;
  const folder = mkdtempSync(join(tmpdir(), 'rapport-erasures-'));
  const ledgerAt = (name: string) => openErasureLedger(join(folder, name));
  const on = (db: Database, ledger: ErasureLedger) => new Erasures(db, ledger, silentLog);

  beforeAll(async () => void (opened = await openRecords(kind)));
  afterAll(async () => {
    await opened.db.close();
    rmSync(folder, { recursive: true });
  });

  async function erased(): Promise<Erasure> {
    const { id } = await opened.work.run(as('manager'), (tx) => opened.contacts.insert(tx, draft({ givenName: 'Vera' })));
    await opened.work.run(as('dpo'), (tx) => opened.contacts.erase(tx, id));
    return { tenant: 'acme', service: 'accounts', noun: 'contact', id };
  }

  it('are noted outside the database once they are committed, and not before', async () => {
    const ledger = await ledgerAt('one');
    const { id } = await opened.work.run(as('manager'), (tx) => opened.contacts.insert(tx, draft({ givenName: 'Vera' })));
    const undone = opened.work.run(as('dpo'), async (tx) => {
      await opened.contacts.erase(tx, id);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const one = await erased();
    await on(opened.db, ledger).settle();
    expect(await ledger.all()).toEqual([one]);
  });

  it('are not answered while they are not noted, and are noted later', async () => {
    writeFileSync(join(folder, 'blocked'), '');
    const one = await erased();
    await expect(on(opened.db, await ledgerAt('blocked/ledger')).settle()).rejects.toMatchObject({ code: 'unavailable', reason: 'ERASURE_NOT_NOTED' });
    const ledger = await ledgerAt('two');
    await on(opened.db, ledger).settle();
    expect(await ledger.all()).toEqual([one]);
  });

  it('that a restored database forgot are asked for again, once', async () => {
    const ledger = await ledgerAt('three');
    const forgotten = { tenant: 'acme', service: 'accounts', noun: 'contact', id: '01900000-0000-7000-8000-000000000001' };
    await ledger.note([forgotten, { ...forgotten, service: 'elsewhere' }, await erased()]);
    const asked: Erasure[] = [];
    const replay = () => on(opened.db, ledger).replay('accounts', async (erasure) => void asked.push(erasure));
    expect([await replay(), await replay()]).toEqual([1, 0]);
    expect(asked).toEqual([forgotten]);
  });

  it('are noted in a ledger that is new', async () => {
    const one = await erased();
    await on(opened.db, await ledgerAt('four')).settle();
    const fresh = await ledgerAt('five');
    await on(opened.db, fresh).replay('accounts', () => Promise.reject(new Error('not to be asked')));
    expect(await fresh.all()).toContainEqual(one);
  });
});
