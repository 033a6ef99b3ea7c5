import type { Middleware } from 'koa';
import { stylesheet } from './page.js';

const policy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Headers of every answer, and the stylesheet. No script runs on these pages and nobody may frame them. */
export const pageHeaders: Middleware = async (ctx, next) => {
  ctx.set({
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
  });
  if (ctx.path === '/resources/login.css') {
    ctx.set('cache-control', 'public, max-age=3600');
    ctx.type = 'css';
    ctx.body = stylesheet;
    return;
  }
  await next();
};
