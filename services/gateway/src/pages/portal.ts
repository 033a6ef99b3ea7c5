import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { nothingHere } from '../door/guard.js';
import { openToAnybody } from '../door/visitor.js';
import type { Brake } from '../limit/network-rates.js';
import type { SecurityHeaders } from '../server/security-headers.js';
import { filesBelow, SiteFile } from './site-file.js';

type Headers = Readonly<Record<string, string>>;

/** What stands in the portal's pages where the nonce of the answer belongs (the build's `cspNonce`). */
const noncePlace = /__CSP_NONCE__/g;
const forEver = 'public, max-age=31536000, immutable';
const askAgain = 'no-cache';
/** The chat of visitors: a page that other sites frame, and the script by which they do. */
const visit = { page: 'visit.html', path: '/visit', script: 'chat-widget.js' } as const;

/** Addresses that belong to programs; no page of the portal lies there. */
const notPages = /^\/(v1|auth|realms|problems|healthz|readyz|metrics|openapi\.json)(\/|$)/;

/** What the page of the visitors' chat needs: how often a network may open it, and which sites may frame it. */
export interface Framing {
  readonly rates: Brake;
  sitesFor(request: FastifyRequest): Promise<string>;
}

/** The portal's files, and its page for every address that only the portal knows. Returns what answers addresses that nothing else does. */
export async function portalPages(
  folder: string | undefined,
  headers: SecurityHeaders,
  app: FastifyInstance,
  framing: Framing,
): Promise<(request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>> {
  if (folder === undefined) return async () => nothingHere();
  const names = await filesBelow(folder);
  for (const name of names.filter((each) => !each.endsWith('.html'))) {
    const file = new SiteFile(join(folder, name), name.startsWith('assets/') ? forEver : askAgain);
    const reach = name === visit.script ? { 'cross-origin-resource-policy': 'cross-origin' } : {};
    app.get(`/${name}`, (request, reply) => file.send(request, reply.headers(reach)));
  }
  const page = pageOf(join(folder, 'index.html'), headers.page);
  app.get('/', page);
  if (names.includes(visit.page)) {
    const framed = pageOf(join(folder, visit.page), async (nonce, request) => headers.framed(nonce, await framing.sitesFor(request)));
    await app.register(async (anybody) => {
      openToAnybody(anybody, framing.rates);
      anybody.get(visit.path, (request, reply) => framed(request, reply.removeHeader('x-frame-options')));
    });
  }
  return async (request, reply) => (isForPage(request) ? page(request, reply.code(200)) : nothingHere());
}

/** A page, with a nonce of its own each time. */
function pageOf(path: string, headersOf: (nonce: string, request: FastifyRequest) => Headers | Promise<Headers>) {
  const file = new SiteFile(path, askAgain);
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64url');
    const html = (await file.text()).replace(noncePlace, nonce);
    return reply
      .headers(await headersOf(nonce, request))
      .header('content-type', 'text/html; charset=utf-8')
      .send(html);
  };
}

function isForPage({ method, raw, headers }: FastifyRequest): boolean {
  const path = (raw.url ?? '').split('?', 1)[0]!;
  const readsPage = (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html');
  return readsPage && !notPages.test(path) && !/\.\w+$/.test(path);
}
