import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { startInstallation, type Caller, type DemoAccount, type TestInstallation } from '@rapport/testing';
import type { Browser, Cookie, Locator, Page } from 'playwright-core';
import { openChromium } from './portal.browser.js';
import { Visit, type Looking } from './portal-visit.browser.js';

/** A running portal, and everybody who visits it in one spec. */
export class OpenPortal {
  private rapport!: TestInstallation;
  private browser!: Browser;
  private visits: Visit[] = [];
  private readonly cookies = new Map<string, readonly Cookie[]>();

  constructor(private readonly start: string) {}

  get url(): string {
    return this.rapport.url;
  }

  async open(): Promise<void> {
    [this.rapport, this.browser] = await Promise.all([startInstallation(), openChromium()]);
  }

  /** Somebody with a browser of their own: signed in when they have a name, at the door without one. */
  async visit(username?: string, looking: Looking = {}): Promise<Visit> {
    const begun = await Visit.begin(this.browser, this.url, looking);
    this.visits.push(begun);
    if (username) await this.signIn(begun, username, looking.at ?? this.start);
    begun.page.setDefaultTimeout(10_000);
    return begun;
  }

  /** Through the sign-in page the first time; whoever comes again is known by their cookie, as on any other day. */
  private async signIn(visit: Visit, username: string, path: string): Promise<void> {
    const kept = this.cookies.get(username);
    if (kept && (await visit.comeBack(kept, path))) return;
    await visit.signIn(this.account(username), path);
    this.cookies.set(username, await visit.cookies());
  }

  /** Somebody who asks without a browser. */
  login(username: string): Promise<Caller> {
    return this.rapport.login(username);
  }

  account(username: string): DemoAccount {
    return this.rapport.ready.logins.find((login) => login.username === username)!;
  }

  /** Ends every visit; what went wrong in them. */
  async endVisits(): Promise<string[]> {
    const troubles = this.visits.flatMap((visit) => visit.troubles);
    await Promise.all(this.visits.map((visit) => visit.end()));
    this.visits = [];
    return troubles;
  }

  async close(): Promise<void> {
    await this.browser?.close();
    await this.rapport?.stop();
  }
}

/** Opens the portal before the specs of a file and shuts it after them; a spec fails when anything went wrong in a browser. Visits begin at `start`. */
export function openPortal(start = '/'): OpenPortal {
  const portal = new OpenPortal(start);
  beforeAll(() => portal.open(), 180_000);
  afterEach(async () => expect(await portal.endVisits()).toEqual([]));
  afterAll(() => portal.close());
  return portal;
}

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name, exact: typeof name === 'string' });
export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { name, level: 1 });
