import { portalFetch } from '../api/api.js';
import { currentLocale } from '../i18n/locale.js';

/** Where windows tell one another that somebody signed in. */
export const signedInChannel = 'rapport-signed-in';

/** Where a window ends in which somebody signed in again. */
export const signedInPath = '/signed-in';

/** Where to sign in, in the page's language, so that the browser comes back to this page, or to the start where there is nothing to come back to. */
export function signInUrl({ pathname, search }: Pick<Location, 'pathname' | 'search'> = window.location): string {
  const back = search.includes('sign-in=failed') ? '/' : `${pathname}${search}`;
  return `/auth/login?return_to=${encodeURIComponent(back)}&ui_locales=${currentLocale()}`;
}

/** Ends the session here and at the identity provider. */
export async function signOut(): Promise<void> {
  const response = await portalFetch('/auth/logout', { method: 'POST' });
  const { url } = response.ok ? ((await response.json()) as { url: string }) : { url: '/' };
  window.location.assign(url);
}
