import { localeOf } from '@rapport/kernel';
import type { Context, Middleware } from 'koa';
import type Provider from 'oidc-provider';
import { readForm } from './form.body.js';
import { noticePage, signInPage } from './page.js';
import type { PasswordCheck } from './password.check.js';

const path = /^\/login-actions\/authenticate\/([\w-]{1,64})$/;

/** The sign-in form: shown, checked, and on success back to where the flow was. */
export function signInRoute(provider: Provider, passwords: PasswordCheck, mount: string): Middleware {
  const styleHref = `${mount}/resources/login.css`;
  return async (ctx, next) => {
    const uid = path.exec(ctx.path)?.[1];
    if (!uid || !['GET', 'POST'].includes(ctx.method)) return next();
    const interaction = await provider.interactionDetails(ctx.req, ctx.res).catch(() => undefined);
    const locale = localeOf(`${String(interaction?.params['ui_locales'] ?? '').replaceAll(' ', ',')},${ctx.get('accept-language')}`);
    if (!interaction || interaction.uid !== uid) {
      ctx.status = 400;
      ctx.body = noticePage(locale, styleHref, 'expired');
      return;
    }
    const form = ctx.method === 'POST' ? await readForm(ctx.req) : undefined;
    const user = form && passwords.check(form.get('username') ?? '', form.get('password') ?? '');
    if (user) {
      ctx.status = 303;
      ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, { login: { accountId: user.id, amr: ['pwd'], remember: false } }));
      return;
    }
    allowFormTarget(ctx, String(interaction.params['redirect_uri'] ?? ''));
    ctx.body = signInPage({ locale, action: `${mount}${ctx.path}`, styleHref, username: form?.get('username') ?? '', wrong: form !== undefined });
  };
}

/** Browsers hold a form's redirects to `form-action` too, so the client's origin must stand there; the address was checked before. */
function allowFormTarget(ctx: Context, redirectUri: string): void {
  const origin = URL.parse(redirectUri)?.origin;
  if (origin)
    ctx.set('content-security-policy', String(ctx.response.get('content-security-policy')).replace("form-action 'self'", `form-action 'self' ${origin}`));
}
