import { randomBytes } from 'node:crypto';
import { KeycloakVerifier, OpenidLogin } from '@rapport/auth';
import { WalkingBrowser, startEmbedded, type StartedProvider } from '@rapport/auth/testing';
import { AppError, FixedClock } from '@rapport/kernel';
import Fastify, { type FastifyInstance } from 'fastify';
import { BrowserSessions } from './browser.sessions.js';
import { MemorySessionStore } from './memory.session.fixture.js';
import { OwnOrigins } from './own-origins.js';
import { SessionCookies } from './session.cookies.js';
import { sessionSeal } from './session.seal.js';
import { SessionService } from './session.service.js';
import type { SessionStore } from './session.store.js';

/** A provider and one or more gateways over one store of sessions: for specs. */
export interface SessionRig {
  readonly started: StartedProvider;
  readonly clock: FixedClock;
  readonly store: SessionStore;
  readonly url: string;
  /** A further gateway process over the same store. */
  readonly service: () => SessionService;
  close(): Promise<void>;
}

/** Starts the embedded provider and a site with sign-in and one guarded page, `/who`, which also takes writes. */
export async function openSessionRig(): Promise<SessionRig> {
  const started = await startEmbedded();
  const { issuer, portalUrl: url, provider } = started;
  const clock = new FixedClock(new Date());
  const store = new MemorySessionStore(clock);
  const seal = sessionSeal(randomBytes(32));
  const service = () => {
    const login = new OpenidLogin({ issuer, clientId: 'rapport-portal', clientSecret: provider.clients['rapport-portal']!, clock });
    return { login, sessions: new SessionService({ login, bearer: new KeycloakVerifier({ issuer, audience: 'rapport-api' }), store, seal, clock }) };
  };
  const { login, sessions } = service();
  const origins = new OwnOrigins(url);
  const site = await openSite(new BrowserSessions(sessions, login, new SessionCookies(origins.secure, seal), origins), url);
  const close = async () => {
    await site.close();
    await started.stop().catch(() => undefined);
  };
  return { started, clock, store, url, service: () => service().sessions, close };
}

async function openSite(sessions: BrowserSessions, url: string): Promise<FastifyInstance> {
  const app = Fastify({ forceCloseConnections: true });
  app.setErrorHandler((thrown, _request, reply) => {
    const status = { unauthenticated: 401, forbidden: 403, invalid: 400, unavailable: 503 }[(thrown as AppError).code as string] ?? 500;
    return reply.status(status).send({ reason: (thrown as AppError).reason });
  });
  sessions.mount(app);
  app.route({
    method: ['GET', 'POST'],
    url: '/who',
    handler: async (request) => {
      const found = await sessions.principalOf(request);
      if (!found) throw new AppError('unauthenticated', 'UNAUTHENTICATED');
      if (request.method === 'POST') sessions.demandOwnPage(request);
      return { username: found.session.username, roles: found.principal.roles };
    },
  });
  await app.listen({ port: Number(new URL(url).port), host: '127.0.0.1' });
  return app;
}

/** Signs in through the site as a person would, with the password unless the provider still knows the browser. */
export async function signedIn(url: string, username: string, browser = new WalkingBrowser(() => false)): Promise<{ browser: WalkingBrowser; cookie: string }> {
  const page = await browser.get(`${url}/auth/login?return_to=/who`);
  if (page.html.includes('<form')) await browser.submit(page, { username, password: `${username}-demo-1` });
  return { browser, cookie: browser.cookieFor(`${url}/`) };
}
