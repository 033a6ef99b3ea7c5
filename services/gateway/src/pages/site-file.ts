import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const compress = promisify(brotliCompress);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.map': 'application/json',
};
const compressible = /^(text|application\/(json|manifest|wasm)|image\/svg)/;

interface Loaded {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly small: Buffer | undefined;
}

/** A file of ours that browsers load: read and compressed when it is first asked for, then kept in memory. */
export class SiteFile {
  private loaded: Promise<Loaded> | undefined;

  /** `cacheControl` as the browser shall have it: files whose names change with their contents may be kept for ever. */
  constructor(
    readonly path: string,
    private readonly cacheControl: string,
  ) {}

  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { type, etag, plain, small } = await this.load();
    reply.headers({ 'content-type': type, 'cache-control': this.cacheControl, etag, vary: 'accept-encoding' });
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    const takesSmall = small !== undefined && /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
    return takesSmall ? reply.header('content-encoding', 'br').send(small) : reply.send(plain);
  }

  async text(): Promise<string> {
    return (await this.load()).plain.toString('utf8');
  }

  private load(): Promise<Loaded> {
    this.loaded ??= this.read();
    return this.loaded;
  }

  private async read(): Promise<Loaded> {
    const plain = await readFile(this.path);
    const type = types[extname(this.path)] ?? 'application/octet-stream';
    const small = compressible.test(type) && plain.length > 1024 ? await compress(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }) : undefined;
    return { type, etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`, plain, small };
  }
}

/** Every file below a folder, by its path from there with `/`. What is not in the list cannot be asked for, however the address is written. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}
