import axe from 'axe-core';
import type { Browser, Cookie, Frame, Page } from 'playwright-core';
import type { DemoAccount } from '@rapport/testing';

/** How somebody looks at the portal. */
export interface Looking {
  readonly locale?: 'ru-RU' | 'en-GB';
  readonly scheme?: 'light' | 'dark';
  readonly isPhone?: boolean;
  /** Where the visit begins. */
  readonly at?: string;
}

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Somebody at the portal with a browser of their own, and everything that went wrong there. */
export class Visit {
  /** What a console, an uncaught error or the page's policy complained about, and answers of 500 and above. */
  readonly troubles: string[] = [];
  /** Answers of 400 to 499, as `401 GET /v1/me`. */
  readonly refusals: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly url: string,
  ) {
    page.on('console', (message) => {
      // The browser's own line for each answer of 400 and above; those are told apart below.
      const isAnswer = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isAnswer) this.troubles.push(message.text());
    });
    page.on('pageerror', (error) => this.troubles.push(error.message));
    page.on('response', (response) => {
      const line = `${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`;
      if (response.status() >= 500) this.troubles.push(line);
      else if (response.status() >= 400) this.refusals.push(line);
    });
  }

  static async begin(browser: Browser, url: string, { locale = 'ru-RU', scheme = 'light', isPhone = false }: Looking = {}): Promise<Visit> {
    const viewport = isPhone ? { width: 390, height: 844 } : { width: 1280, height: 800 };
    const context = await browser.newContext({ locale, colorScheme: scheme, viewport, hasTouch: isPhone });
    const visit = new Visit(await context.newPage(), url);
    await visit.page.addInitScript(
      "addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => console.error(`policy: ${violatedDirective} ${blockedURI}`))",
    );
    return visit;
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
    await this.page.locator('h1, h2').first().waitFor();
  }

  /** Signs in from the entrance that stands at this address. */
  async signIn({ username, password }: DemoAccount, path = '/'): Promise<void> {
    await this.open(path);
    await this.page.locator('a[href^="/auth/login"]').click();
    await this.page.fill('#username', username);
    await this.page.fill('#password', password);
    await this.page.click('button[type=submit]');
    await this.page.locator('nav.rail').waitFor();
  }

  /** Comes with the cookies of an earlier visit instead; false when they sign nobody in any more. */
  async comeBack(cookies: readonly Cookie[], path = '/'): Promise<boolean> {
    await this.page.context().addCookies([...cookies]);
    await this.page.goto(`${this.url}${path}`);
    const inside = this.page.locator('nav.rail');
    await inside.or(this.page.locator('a[href^="/auth/login"]')).first().waitFor();
    return (await inside.count()) > 0;
  }

  cookies(): Promise<Cookie[]> {
    return this.page.context().cookies();
  }

  /** What axe finds that keeps people out: of serious or critical impact. */
  barriers(): Promise<string[]> {
    return this.barriersIn(this.page);
  }

  /** The same in a frame of the page. */
  async barriersIn(where: Page | Frame): Promise<string[]> {
    await this.page.waitForTimeout(250);
    await where.evaluate(axe.source);
    const { violations } = await where.evaluate<AxeResult>("axe.run({ resultTypes: ['violations'] })");
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }

  /** Pixels by which the page is wider than the window. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  end(): Promise<void> {
    return this.page.context().close();
  }
}
