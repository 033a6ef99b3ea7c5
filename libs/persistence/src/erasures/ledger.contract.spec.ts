import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { NotYet } from '@rapport/kernel';
import { openErasureLedger } from '../index.js';

const folder = mkdtempSync(join(tmpdir(), 'rapport-ledger-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const endpoint = process.env['S3_ENDPOINT'];
const erased = (id: string, tenant = 'acme') => ({ tenant, service: 'accounts', noun: 'contact', id });

async function place(kind: 'file' | 'object'): Promise<string> {
  if (kind === 'file') return join(folder, randomBytes(6).toString('hex'), 'erasures.log');
  const Bucket = `erasures-${randomBytes(6).toString('hex')}`;
  await new S3Client({ endpoint: endpoint!, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket }));
  return `s3://${Bucket}/one/`;
}

describe.each(endpoint ? (['file', 'object'] as const) : (['file'] as const))('an erasure ledger in a %s', (kind) => {
  it('is empty at first, and gives back what was noted, to whoever opens it', async () => {
    const at = await place(kind);
    expect(await (await openErasureLedger(at, endpoint)).all()).toEqual([]);
    const ledger = await openErasureLedger(at, endpoint);
    await ledger.note([erased('1'), erased('2', 'globex')]);
    await ledger.note([erased('3')]);
    expect(await (await openErasureLedger(at, endpoint)).all()).toEqual(expect.arrayContaining([erased('1'), erased('2', 'globex'), erased('3')]));
  });

  it('keeps what two note at once', async () => {
    const at = await place(kind);
    const ids = Array.from({ length: 40 }, (_, n) => String(n));
    await Promise.all(ids.map(async (id) => (await openErasureLedger(at, endpoint)).note([erased(id)])));
    expect((await (await openErasureLedger(at, endpoint)).all()).map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual(ids.map(Number));
  });

  it('says which setting to look at when it cannot be reached', async () => {
    writeFileSync(join(folder, 'file'), '');
    const at = kind === 'file' ? join(folder, 'file', 'erasures.log') : 's3://no-such-bucket/x';
    const noted = (await openErasureLedger(at, endpoint)).note([erased('1')]);
    await expect(noted).rejects.toThrow(NotYet);
    await expect(noted).rejects.toThrow('RAPPORT_ERASURE_LEDGER');
  });
});

describe('an erasure ledger in a file', () => {
  it('loses no other line to one that a crash cut short', async () => {
    const at = await place('file');
    const ledger = await openErasureLedger(at);
    await ledger.note([erased('1')]);
    appendFileSync(at, 'acme/accounts/cont');
    await ledger.note([erased('2')]);
    expect(await ledger.all()).toEqual([erased('1'), erased('2')]);
  });
});
