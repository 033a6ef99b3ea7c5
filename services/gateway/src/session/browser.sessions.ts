import type { BrowserLogin } from '@rapport/auth';
import { AppError, localeOf, type Principal } from '@rapport/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Session, Sessions } from '../door/sessions.js';
import type { OwnOrigins } from './own-origins.js';
import type { SessionCookies } from './session.cookies.js';
import type { SessionService } from './session.service.js';

const callbackPath = '/auth/callback';
/** The portal says there that signing in did not work. */
const failedPath = '/?sign-in=failed';
const mostFormBytes = 32_768;

/**
 * Sign-in by a browser, over HTTP: `GET /auth/login?return_to=…&ui_locales=…`, `GET /auth/callback`, `POST /auth/logout` (answers `{url}` to go to)
 * and `POST /auth/backchannel-logout` for the provider.
 */
export class BrowserSessions implements Sessions {
  constructor(
    private readonly service: SessionService,
    private readonly login: BrowserLogin,
    private readonly cookies: SessionCookies,
    private readonly origins: OwnOrigins,
  ) {}

  async principalOf(request: FastifyRequest): Promise<{ principal: Principal; session: Session } | undefined> {
    const cookie = this.cookies.session(request.headers.cookie);
    return cookie === undefined ? undefined : this.service.resolve(cookie);
  }

  demandOwnPage(request: FastifyRequest): void {
    this.origins.demandOwnPage(request.headers);
  }

  onEnd(session: Session, ended: () => void): () => void {
    return this.service.watch.onEnd(session.id, ended);
  }

  mount(app: FastifyInstance): void {
    void app.register(async (scope) => {
      scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: mostFormBytes }, (_request, body, done) =>
        done(null, body),
      );
      scope.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));
      scope.get('/auth/login', (request, reply) => this.sendAway(request, reply));
      scope.get(callbackPath, (request, reply) => this.comeBack(request, reply));
      scope.post('/auth/logout', (request, reply) => this.logOut(request, reply));
      scope.post('/auth/backchannel-logout', (request, reply) => this.endByProvider(request, reply));
    });
  }

  private async sendAway(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = queryOf(request);
    const returnTo = this.origins.ownPath(query.get('return_to'));
    // The language that the page was read in, chosen there perhaps, and only then the browser's.
    const wanted = [...(query.get('ui_locales')?.split(' ') ?? []), request.headers['accept-language'] ?? ''];
    const { url, bundle } = await this.login.begin(`${this.origins.of(request.headers)}${callbackPath}`, returnTo, localeOf(wanted.join(',')));
    return reply.header('set-cookie', this.cookies.setLogin(bundle)).redirect(url, 303);
  }

  private async comeBack(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const state = queryOf(request).get('state') ?? '';
    const bundle = this.cookies.login(request.headers.cookie, state);
    reply.header('set-cookie', this.cookies.clearLogin(state));
    try {
      if (!bundle) throw new AppError('unauthenticated', 'UNAUTHENTICATED');
      const session = await this.service.begin(`${this.origins.of(request.headers)}${request.url}`, bundle, this.cookies.session(request.headers.cookie));
      return reply.header('set-cookie', this.cookies.setSession(session)).redirect(bundle.returnTo, 303);
    } catch (thrown) {
      // A person who came back too late, or twice, wants the start page and not a problem document.
      const isPerson = request.headers.accept?.includes('text/html') && (thrown as { code?: string }).code === 'unauthenticated';
      if (isPerson) return reply.redirect(failedPath, 303);
      throw thrown;
    }
  }

  private async logOut(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    this.demandOwnPage(request);
    const home = `${this.origins.of(request.headers)}/`;
    const cookie = this.cookies.session(request.headers.cookie);
    const url = cookie && (await this.service.end(cookie, home));
    return reply.header('set-cookie', this.cookies.clearSession()).send({ url: url ?? home });
  }

  private async endByProvider(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const token = new URLSearchParams(typeof request.body === 'string' ? request.body : '').get('logout_token') ?? '';
    await this.service.endByProvider(token).catch((thrown: unknown) => {
      if ((thrown as { code?: string }).code === 'unauthenticated') throw new AppError('invalid', 'INVALID_REQUEST', {}, { cause: thrown });
      throw thrown;
    });
    return reply.send({});
  }
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URL(request.url, 'http://here').searchParams;
}
