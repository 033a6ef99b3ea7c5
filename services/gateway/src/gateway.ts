import { isBulk, services } from '@rapport/contracts';
import type { FastifyInstance } from 'fastify';
import { ChangeFeed } from './changes/change.feed.js';
import { mountChanges } from './changes/changes.js';
import { OpenStreams } from './changes/open-streams.js';
import type { GatewayDeps } from './deps.js';
import { Callers } from './door/caller.js';
import { admit, guard, type Brakes } from './door/guard.js';
import { brakeSignIns } from './door/sign-in.brake.js';
import { SignedPosts, telephonyKey } from './door/signed-posts.js';
import { openToAnybody } from './door/visitor.js';
import { FailedSignIns } from './limit/failed-sign-ins.js';
import { InFlight } from './limit/in-flight.js';
import { NetworkRates } from './limit/network-rates.js';
import { RateLimits } from './limit/rate-limits.js';
import { mountDocs } from './pages/docs.js';
import { mountIdentity } from './pages/identity.js';
import { mountMe, mountSession } from './pages/me.js';
import { mountOperations } from './pages/operations.js';
import { portalPages } from './pages/portal.js';
import { VisitSites } from './pages/visit.sites.js';
import { problemAnswer } from './problem/problem.answer.js';
import { mountProblemPages } from './problem/problem.page.js';
import { drained } from './server/drain.js';
import { greeting, openFrontDoor } from './server/front-door.js';
import { takeBodies } from './server/bodies.js';
import { securityHeaders, type SecurityHeaders } from './server/security-headers.js';
import { bareServer } from './server/server.js';
import { endpointOf } from './transcode/endpoint.js';
import { mountEntrances, mountOtherMethods, placesOf } from './transcode/mount.js';
import { entrancesOf, type Entrance } from './transcode/route.table.js';

/** Work in bulk lets people go first, and has so many times the time of what they wait for. */
const bulkPatience = 3;

/** The front door of an installation. */
export interface Gateway {
  /** Starts to listen and says under which address. Port 0 takes a free one. */
  listen(port: number): Promise<string>;
  /** Says “not ready”, takes nothing new, finishes what is under way within the grace, then cuts what is left. */
  close(): Promise<void>;
}

/** Builds the door from the contracts. Throws when a contract has a route that HTTP cannot serve. */
export async function createGateway(deps: GatewayDeps): Promise<Gateway> {
  const { settings, log } = deps;
  const answerProblem = problemAnswer(log, settings.maxBodyBytes);
  const headers = securityHeaders(settings.publicUrl, settings.oidcIssuerUrl);
  let open = true;
  const greet = greeting(log, headers.api, () => open);
  const app = bareServer(settings, (thrown, request, reply) => {
    greet(request, reply);
    answerProblem(thrown, request, reply);
  });
  const feed = new ChangeFeed(deps.broker);
  const streams = new OpenStreams();
  app.setErrorHandler(answerProblem);
  const callers = new Callers(deps.bearer, deps.sessions);
  openFrontDoor(app, greet);
  const failed = new FailedSignIns(settings.failedSignInsPerMinute);
  const brakes = { failed, rates: new RateLimits({ perSecond: settings.ratePerSecond, burst: settings.rateBurst }) };
  await mountApi(app, deps, { callers, brakes }, (live) => mountChanges(live, feed, streams, deps.sessions));
  mountOperations(app, deps, () => open);
  await mountPages(app, deps, callers, headers, failed);
  await feed.open();
  return {
    listen: (port) => app.listen({ port, host: settings.host, backlog: mostWaitingConnections }),
    close: async () => {
      open = false;
      if (settings.shutdownDelayMs > 0) await new Promise((noticed) => setTimeout(noticed, settings.shutdownDelayMs));
      streams.close();
      await drained(app, settings.shutdownGraceMs);
      await feed.close();
    },
  };
}

/** Connections that the system keeps until they are taken in. Who finds no room there waits for seconds without a word, and should rather be told to come again. */
const mostWaitingConnections = 4096;

/** What the door answers itself beside the rpcs. */
const ownPlaces = ['/v1/me', '/v1/changes', '/auth/session'].map((path) => ({ pattern: path, template: path, verbs: ['GET'] }));

/** Who tells callers apart and holds them back. */
interface Watch {
  readonly callers: Callers;
  readonly brakes: Brakes;
}

/** What programs and the portal call: known callers only, but for the question whether one is known and for what the contracts leave open. */
async function mountApi(app: FastifyInstance, deps: GatewayDeps, { callers, brakes }: Watch, mountLive: (app: FastifyInstance) => void): Promise<void> {
  const { settings } = deps;
  const inFlight = new InFlight(settings);
  const entrances = entrancesOf(services);
  const [open, closed] = [true, false].map((isOpen) => entrances.filter((entrance) => entrance.isOpen === isOpen)) as [Entrance[], Entrance[]];
  const patienceMs = ({ method }: Entrance) => settings.requestTimeoutMs * (isBulk(method) ? bulkPatience : 1);
  const endpoint = (entrance: Entrance) => endpointOf(entrance, { ...deps, requestTimeoutMs: patienceMs(entrance) });
  await app.register(async (api) => {
    takeBodies(api);
    admit(api, inFlight);
    guard(api, callers, brakes, new SignedPosts(telephonyKey(settings), deps.clock));
    mountEntrances(api, closed, endpoint);
    mountMe(api);
  });
  await app.register(async (anybody) => {
    takeBodies(anybody);
    admit(anybody, inFlight);
    openToAnybody(anybody, new NetworkRates({ perSecond: settings.ratePerSecond, burst: settings.rateBurst }));
    mountEntrances(anybody, open, endpoint);
  });
  await app.register(async (anybody) => {
    admit(anybody, inFlight);
    mountSession(anybody, callers);
  });
  // A stream stays open for hours: it is counted by itself and takes no place of a request.
  await app.register(async (live) => {
    guard(live, callers, brakes);
    mountLive(live);
  });
  mountOtherMethods(app, [...placesOf(entrances), ...ownPlaces]);
}

/** What anybody may look at. */
async function mountPages(app: FastifyInstance, deps: GatewayDeps, callers: Callers, headers: SecurityHeaders, failed: FailedSignIns): Promise<void> {
  mountDocs(app, deps, callers, headers);
  mountProblemPages(app);
  await app.register(async (signIn) => {
    brakeSignIns(signIn, failed);
    await signIn.register(async (auth) => deps.sessions.mount(auth));
    if (deps.embeddedIdentity) await mountIdentity(signIn, deps.embeddedIdentity);
  });
  const rates = new NetworkRates({ perSecond: deps.settings.ratePerSecond, burst: deps.settings.rateBurst });
  const sites = new VisitSites(deps);
  app.setNotFoundHandler(await portalPages(deps.portal, headers, app, { rates, sitesFor: (request) => sites.thatMayFrame(request) }));
}
