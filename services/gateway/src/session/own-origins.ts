import type { IncomingHttpHeaders } from 'node:http';
import { AppError } from '@rapport/kernel';

const loopback = ['localhost', '127.0.0.1'];

/** The addresses under which this site's own pages are. On one's own machine `localhost` and `127.0.0.1` are the same site. */
export class OwnOrigins {
  readonly secure: boolean;
  private readonly origins: readonly string[];

  constructor(publicUrl: string) {
    const { origin, hostname, protocol, port } = new URL(publicUrl);
    this.secure = protocol === 'https:';
    const others = loopback.includes(hostname) ? loopback.map((host) => `${protocol}//${host}${port ? `:${port}` : ''}`) : [];
    this.origins = [origin, ...others];
  }

  /** The origin that a browser used: what its Host says if that is ours, else the public one. */
  of(headers: IncomingHttpHeaders): string {
    const asked = `${this.secure ? 'https' : 'http'}://${headers.host ?? ''}`;
    return this.origins.includes(asked) ? asked : this.origins[0]!;
  }

  /**
   * Throws `forbidden` CSRF unless the request came from a page of ours: with the header `X-Rapport-CSRF`, which no foreign page can send
   * without being asked for first, and with the browser's own word for it (`Sec-Fetch-Site`, or `Origin` from an older one).
   */
  demandOwnPage(headers: IncomingHttpHeaders): void {
    const { origin, 'sec-fetch-site': site, 'x-rapport-csrf': mark } = headers;
    const fromHere = origin === undefined ? site === 'same-origin' : this.origins.includes(origin);
    if (!mark || !fromHere || (site !== undefined && site !== 'same-origin')) throw new AppError('forbidden', 'CSRF');
  }

  /** A path of this site to go to after sign-in; anything else becomes the start page. */
  ownPath(wanted: string | null): string {
    const base = this.origins[0]!;
    const url = wanted?.startsWith('/') ? URL.parse(wanted, base) : null;
    // `/.//evil.example` is ours by its origin, and what is left of it is not.
    return url?.origin === base && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}${url.hash}` : '/';
  }
}
