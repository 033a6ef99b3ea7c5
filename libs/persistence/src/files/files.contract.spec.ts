import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { newDek, OpenDek } from '@rapport/crypto';
import { openFiles, pieceBytes, SealedFiles, type FileStore } from '../index.js';

const folder = mkdtempSync(join(tmpdir(), 'rapport-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const endpoint = process.env['S3_ENDPOINT'];

async function place(kind: 'folder' | 'object'): Promise<string> {
  if (kind === 'folder') return join(folder, randomBytes(6).toString('hex'));
  const Bucket = `files-${randomBytes(6).toString('hex')}`;
  await new S3Client({ endpoint: endpoint!, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket }));
  return `s3://${Bucket}/one/`;
}

describe.each(endpoint ? (['folder', 'object'] as const) : (['folder'] as const))('files in a %s', (kind) => {
  const opened = async (): Promise<FileStore> => openFiles(await place(kind), endpoint);

  it('are given back to whoever opens them, replaced whole, and removed with their folder', async () => {
    const at = await place(kind);
    const files = await openFiles(at, endpoint);
    const big = randomBytes(3_000_000);
    await files.put('calls/acme/1/0', Buffer.from('old and long'));
    await files.put('calls/acme/1/0', Buffer.from('new'));
    await files.put('calls/acme/1/10', big);
    await files.put('calls/acme/12/0', Buffer.from('other'));
    const again = await openFiles(at, endpoint);
    expect(Buffer.from((await again.get('calls/acme/1/0'))!).toString()).toBe('new');
    expect(big.equals((await again.get('calls/acme/1/10'))!)).toBe(true);
    await again.remove('calls/acme/1');
    await again.remove('calls/acme/none');
    expect([await files.get('calls/acme/1/0'), await files.get('calls/acme/1/10'), await files.get('calls/acme/none/1')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(await files.get('calls/acme/12/0')).toBeDefined();
  });

  it('do not leave their place', async () => {
    const files = await opened();
    await expect(files.put('calls/../../etc', Buffer.from('x'))).rejects.toThrow('path');
    await expect(files.get('/etc/passwd')).rejects.toThrow('path');
    await expect(files.remove('calls')).rejects.toThrow('path');
  });

  it('keep the last of those who write at once, whole', async () => {
    const files = await opened();
    const texts = Array.from({ length: 8 }, (_, n) => String(n).repeat(100_000));
    await Promise.all(texts.map((text) => files.put('a/b/c', Buffer.from(text))));
    expect(texts).toContain(Buffer.from((await files.get('a/b/c'))!).toString());
  });

  it('say that they cannot be reached', async () => {
    writeFileSync(join(folder, 'file'), '');
    const files = await openFiles(kind === 'folder' ? join(folder, 'file', 'x') : 's3://no-such-bucket/x', endpoint);
    await expect(files.put('a/b', Buffer.from('x'))).rejects.toMatchObject({ code: 'unavailable', reason: 'FILES_UNREACHABLE' });
  });
});

describe('files in a bucket from which nothing may be removed', () => {
  it('say so, and are not asked for ever', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.method!);
      const refused = '<DeleteResult><Error><Key>one/a/b/0</Key><Code>AccessDenied</Code></Error></DeleteResult>';
      const listed = '<ListBucketResult><Contents><Key>one/a/b/0</Key></Contents></ListBucketResult>';
      request.resume().on('end', () => response.setHeader('content-type', 'application/xml').end(request.method === 'POST' ? refused : listed));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    process.env['AWS_ACCESS_KEY_ID'] ??= 'spec';
    process.env['AWS_SECRET_ACCESS_KEY'] ??= 'spec';
    process.env['AWS_REGION'] ??= 'us-east-1';
    try {
      const files = await openFiles('s3://bucket/one', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      await expect(files.remove('a/b')).rejects.toMatchObject({ code: 'unavailable', reason: 'FILES_UNREACHABLE' });
      expect(asked).toEqual(['GET', 'POST']);
    } finally {
      server.close();
    }
  });
});

describe('sealed files', () => {
  const owner = { tenant: 'acme', subject: 'maria' };
  const file = { ...owner, id: 'r1' };

  it('open with their person’s key, at their own place, and with nothing else', async () => {
    const at = await place('folder');
    const files = new SealedFiles(await openFiles(at), 'ai.recordings');
    const dek = new OpenDek(newDek(), owner);
    const pieces = [randomBytes(pieceBytes), randomBytes(10)];
    for (const [number, piece] of pieces.entries()) await files.put(dek, file, number, piece);
    for (const [number, piece] of pieces.entries()) expect(piece.equals((await files.get(dek, file, number))!)).toBe(true);
    expect(await files.get(dek, file, 2)).toBeUndefined();

    const [first, second] = ['0', '1'].map((name) => join(at, 'ai-recordings/acme/r1', name)) as [string, string];
    expect(readFileSync(second).includes(pieces[1]!)).toBe(false);
    writeFileSync(first, readFileSync(second));
    await expect(files.get(dek, file, 0)).rejects.toThrow('seal is broken');
    await expect(files.get(new OpenDek(newDek(), owner), file, 1)).rejects.toThrow('seal is broken');
    await files.remove(file);
    expect(readdirSync(join(at, 'ai-recordings/acme'))).toEqual([]);
  });
});
