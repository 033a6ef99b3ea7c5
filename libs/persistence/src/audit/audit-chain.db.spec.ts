import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { silentLog, type TenantId } from '@rapport/kernel';
import { callOf, databaseKinds, type TestDatabase } from '@rapport/testing';
import { AuditChain, verifyAudit, type ChainHead } from '../index.js';
import { openWork, type OpenedWork } from '../work/work.fixture.js';

const acme = 'acme' as TenantId;

describe.each(databaseKinds)('AuditChain on the %s database', (kind) => {
  let opened: OpenedWork;
  let db: TestDatabase;
  let chain: AuditChain;
  const heads: ChainHead[] = [];

  beforeAll(async () => {
    opened = await openWork(kind);
    ({ db } = opened);
    chain = new AuditChain({ ...opened, log: silentLog, onHead: (head) => heads.push(head) });
  });
  afterAll(() => db.close());

  const note = (action: string, tenant = 'acme') =>
    opened.work.run(callOf({ tenant }), async (tx) => tx.audit({ action, noun: 'contact', ids: ['c1', 'c2'], fields: ['given_name'] }));
  const link = async () => {
    while (await chain.link());
  };
  /** Does what only somebody with the database's keys can, past triggers, looks, and undoes it. */
  async function tampered(statement: string, known?: ChainHead) {
    await db.asOwner('create table accounts.kept as table accounts.audit_entries; alter table accounts.audit_entries disable trigger user');
    await db.asOwner(statement);
    const verdict = await verifyAudit(opened, acme, known);
    await db.asOwner(`delete from accounts.audit_entries; insert into accounts.audit_entries overriding system value select * from accounts.kept;
      drop table accounts.kept; alter table accounts.audit_entries enable trigger user`);
    return verdict;
  }

  it('links what was committed, one chain per tenant, however many link at once', async () => {
    await Promise.all([...Array.from({ length: 12 }, (_, i) => note(`a${i}`)), note('g0', 'globex'), note('g1', 'globex')]);
    const others = [1, 2].map(() => new AuditChain({ ...opened, log: silentLog }));
    await Promise.all([chain, ...others].map((one) => one.link()));
    await link();
    expect(await verifyAudit(opened, acme)).toEqual({ sound: 12n, unlinked: 0n });
    expect(await verifyAudit(opened, 'globex' as TenantId)).toEqual({ sound: 2n, unlinked: 0n });
  });

  it('goes on from the head and makes each new head known', async () => {
    heads.length = 0;
    await note('later');
    expect((await verifyAudit(opened, acme)).unlinked).toBe(1n);
    await link();
    expect(heads).toMatchObject([{ tenant: 'acme', seq: 13n }]);
    expect(await verifyAudit(opened, acme, heads[0])).toEqual({ sound: 13n, unlinked: 0n });
  });

  it('says who did what, for whom, in which trace', async () => {
    const [row] = await db.asOwner(`select * from accounts.audit_entries where action = 'later'`);
    expect(row).toMatchObject({
      principal: 'sofia',
      principal_kind: 'person',
      roles: ['seller'],
      call: 'rapport.spec.v1.Spec/Call',
      trace: expect.stringMatching(/^[0-9a-f]{32}$/),
      noun: 'contact',
      ids: ['c1', 'c2'],
      fields: ['given_name'],
    });
  });

  it.each([
    ['altered', `update accounts.audit_entries set principal = 'nobody' where tenant_id = 'acme' and seq = 5`, 'altered', 5n],
    ['moved by a microsecond', `update accounts.audit_entries set at = at + interval '1 microsecond' where tenant_id = 'acme' and seq = 6`, 'altered', 6n],
    ['removed', `delete from accounts.audit_entries where tenant_id = 'acme' and seq = 4`, 'removed', 4n],
    [
      'removed with the numbers closed up',
      `delete from accounts.audit_entries where tenant_id = 'acme' and seq = 4; update accounts.audit_entries set seq = seq - 1 where tenant_id = 'acme' and seq > 4`,
      'reordered',
      4n,
    ],
    [
      'exchanged',
      `update accounts.audit_entries set seq = -seq where tenant_id = 'acme' and seq in (7, 8); update accounts.audit_entries set seq = 15 + seq where tenant_id = 'acme' and seq < 0`,
      'reordered',
      7n,
    ],
  ])('finds an entry that was %s', async (_, statement, what, seq) => {
    expect((await tampered(statement)).damage).toEqual({ seq, what });
  });

  it('finds that the end was cut off, given a head that was kept elsewhere, and cannot without', async () => {
    const cut = `delete from accounts.audit_entries where tenant_id = 'acme' and seq > 10`;
    expect((await tampered(cut, heads[0])).damage).toEqual({ seq: 11n, what: 'cut-off' });
    expect((await tampered(cut)).damage).toBeUndefined();
  });

  it('finds nothing once all is as it was', async () => {
    expect(await verifyAudit(opened, acme, heads[0])).toEqual({ sound: 13n, unlinked: 0n });
  });

  it.each([
    ['the service', 'rapport_accounts', `update audit_entries set action = 'x'`],
    ['the service', 'rapport_accounts', 'delete from audit_entries'],
    ['the chain’s own role', 'rapport_accounts_relay', `update audit_entries set action = 'x'`],
    ['the chain’s own role', 'rapport_accounts_relay', 'update audit_entries set seq = seq + 1000'],
  ])('lets %s (%s) not run: %s', async (_, role, statement) => {
    const client = await db.pool.connect();
    await client.query(`begin; set local role ${role}; set local search_path = accounts; set local app.tenant = 'acme'`);
    await expect(client.query(statement)).rejects.toMatchObject({ code: expect.stringMatching(/42501|23001/) });
    await client.query('rollback');
    client.release();
  });

  it('refuses the table’s owner, too, while the triggers stand', async () => {
    await expect(db.asOwner(`truncate accounts.audit_entries`)).rejects.toThrow('append-only');
  });
});
