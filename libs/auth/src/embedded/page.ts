import type { Locale } from '@rapport/kernel';
import { pageText } from './page.text.js';

/** The one stylesheet of the pages, served beside them, so that the policy needs no inline styles. */
export const stylesheet = `
:root { color-scheme: light dark; --ink: #1c2330; --paper: #f4f5f8; --card: #fff; --line: #8a93a3; --accent: #1f5fbf; --bad: #b3261e }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaf0; --paper: #14171d; --card: #1e232c; --line: #77808f; --accent: #7fb0ff; --bad: #ff9a92 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 24rem; padding: 2rem; background: var(--card); border-radius: .75rem; box-shadow: 0 1px 8px rgb(0 0 0 / .15) }
h1 { margin: 0; font-size: 1.5rem } p { margin: .25rem 0 1.25rem } .bad { color: var(--bad) }
label { display: block; margin-top: 1rem; font-weight: 600 }
input { width: 100%; padding: .6rem .75rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: .4rem }
button { width: 100%; margin-top: 1.5rem; padding: .7rem; font: inherit; font-weight: 600; color: var(--card); background: var(--accent); border: 0; border-radius: .4rem; cursor: pointer }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
`;

/** What the sign-in page shows. */
export interface SignInPage {
  readonly locale: Locale;
  readonly action: string;
  readonly styleHref: string;
  readonly username?: string;
  readonly wrong?: boolean;
}

/** The sign-in form; without script. */
export function signInPage({ locale, action, styleHref, username = '', wrong = false }: SignInPage): string {
  const text = pageText[locale];
  return page(
    locale,
    styleHref,
    text.signIn,
    `
    <p>${text.lead}</p>
    ${wrong ? `<p class="bad" role="alert" id="wrong">${text.wrong}</p>` : ''}
    <form method="post" action="${escaped(action)}">
      <label for="username">${text.username}</label>
      <input id="username" name="username" value="${escaped(username)}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="255"${wrong ? '' : ' autofocus'}>
      <label for="password">${text.password}</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="255"${wrong ? ' autofocus aria-describedby="wrong"' : ''}>
      <button type="submit">${text.signIn}</button>
    </form>`,
  );
}

/** Asks before signing out somebody whose request did not come from a known client; `form` is oidc-provider's. */
export function signOutPage(locale: Locale, styleHref: string, form: string): string {
  const text = pageText[locale];
  return page(locale, styleHref, text.signOutQuestion, `${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">${text.signOut}</button>`);
}

/** A page that only says something. */
export function noticePage(locale: Locale, styleHref: string, notice: 'signedOut' | 'expired' | 'failed', detail = ''): string {
  return page(locale, styleHref, pageText[locale][notice], detail ? `<p>${escaped(detail)}</p>` : '');
}

function page(locale: Locale, styleHref: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Rapport</title><link rel="stylesheet" href="${escaped(styleHref)}"></head>
<body><main><h1>${title}</h1>${body}</main></body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
