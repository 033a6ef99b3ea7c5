import { WalkingBrowser } from '@rapport/auth/testing';
import { callerAt, type Caller } from './asking.fixture.js';

/** A person's browser after it signed in. */
export interface BrowserSession extends Caller {
  /** What the browser would send. */
  readonly cookie: string;
}

/** Signs in through the real pages: the door sends the browser to the provider, the form is filled in, and the browser comes back with a session. */
export async function signIn(url: string, username: string, password = `${username}-demo-1`): Promise<BrowserSession> {
  const browser = new WalkingBrowser((address) => address === `${url}/healthz`);
  const form = await browser.get(`${url}/auth/login?return_to=/healthz`);
  const back = await browser.submit(form, { username, password });
  if (back.url !== `${url}/healthz`) throw new Error(`${username} was not signed in: ${new URL(back.url).pathname} (${back.status})`);
  const cookie = browser.cookieFor(`${url}/v1/me`);
  const fromOwnPage = { cookie, origin: url, 'x-rapport-csrf': '1' };
  return { cookie, ...callerAt(url, (method) => (method === 'GET' ? { cookie } : fromOwnPage)) };
}
