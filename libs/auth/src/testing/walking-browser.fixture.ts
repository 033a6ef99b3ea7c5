/** A page that a walk ended on. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly html: string;
}

/** Just enough of a browser to walk a sign-in: cookies by path, redirects by hand, forms. Stops before an address that `leaves` says is ours. */
export class WalkingBrowser {
  private readonly lines: string[] = [];
  private readonly cookies = new Map<string, { value: string; path: string; origin: string }>();

  constructor(private readonly leaves: (url: string) => boolean) {}

  get(url: string): Promise<Page> {
    return this.walk(url, {});
  }

  /** Fills and sends the page's only form. */
  submit(page: Page, fields: Readonly<Record<string, string>>): Promise<Page> {
    const form = /<form[^>]*action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/.exec(page.html);
    if (!form) throw new Error(`no form at ${new URL(page.url).pathname} (${page.status})`);
    const hidden = [...form[2]!.matchAll(/<input[^>]*type="hidden"[^>]*name="([^"]*)"[^>]*value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]);
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }).toString();
    return this.walk(new URL(decoded(form[1]!), page.url).href, { form: body });
  }

  /** The values that a thief of this browser would have. */
  cookieValues(): string[] {
    return [...this.cookies.values()].map(({ value }) => value.slice(value.indexOf('=') + 1));
  }

  /** Every Set-Cookie line so far. */
  setCookieLines(): readonly string[] {
    return this.lines;
  }

  private async walk(url: string, init: { readonly form?: string }, steps = 0): Promise<Page> {
    if (this.leaves(url)) return { url, status: 0, html: '' };
    if (steps > 10) throw new Error('the walk never ends');
    const response = await fetch(url, {
      ...(init.form === undefined ? {} : { method: 'POST', body: init.form }),
      redirect: 'manual',
      headers: { ...(init.form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}), cookie: this.cookieFor(url), 'accept-language': 'en' },
    });
    for (const line of response.headers.getSetCookie()) this.keep(line, url);
    const location = response.headers.get('location');
    if (!location) return { url, status: response.status, html: await response.text() };
    await response.body?.cancel();
    return this.walk(new URL(location, url).href, {}, steps + 1);
  }

  private keep(line: string, url: string): void {
    this.lines.push(line);
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
    const ended = attributes.some(
      (attribute) => /^max-age=0/i.test(attribute) || (/^expires=/i.test(attribute) && Date.parse(attribute.slice(8)) < Date.now()),
    );
    const key = `${name} ${path}`;
    if (ended) this.cookies.delete(key);
    else this.cookies.set(key, { value: pair, path, origin: new URL(url).origin });
  }

  /** The Cookie header that this browser sends to an address. */
  cookieFor(url: string): string {
    const { origin, pathname } = new URL(url);
    return [...this.cookies.values()]
      .filter((cookie) => cookie.origin === origin && pathname.startsWith(cookie.path))
      .map(({ value }) => value)
      .join('; ');
  }
}

function decoded(text: string): string {
  return text.replaceAll('&amp;', '&').replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)));
}
