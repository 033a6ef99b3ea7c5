import { locales, reasonsEn, sentence, type Locale, type Reason } from '@rapport/kernel';
import type { FastifyInstance } from 'fastify';
import { nothingHere } from '../door/guard.js';

/** `/problems/REASON`: what the `type` of a problem document means, in every language. */
export function mountProblemPages(app: FastifyInstance): void {
  app.get('/problems/:reason', { config: { template: '/problems/{reason}' } }, (request, reply) => {
    const { reason } = request.params as { reason: string };
    if (!isReason(reason)) return nothingHere();
    return reply.header('content-type', 'text/html; charset=utf-8').send(page(reason));
  });
}

function isReason(text: string): text is Reason {
  return Object.hasOwn(reasonsEn, text);
}

function page(reason: Reason): string {
  const sentences = locales.map((locale) => `<p lang="${locale}">${escaped(sentence(locale, reason).replace(/\{\w+\}/g, '…'))}</p>`);
  return html('en', reason, `<h1>${reason}</h1>${sentences.join('')}`);
}

/** A page that says one thing to a person. */
export function noticePage(locale: Locale, words: string): string {
  return html(locale, 'Rapport', `<p>${escaped(words)}</p>`);
}

function html(locale: Locale, title: string, body: string): string {
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
