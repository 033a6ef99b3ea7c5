import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '@rapport/kernel';
import type { Position } from './order.js';

/** What a page token belongs to: another tenant's, list's, filter's or order's token is refused. */
export interface ListIdentity {
  readonly tenant: string;
  readonly list: string;
  readonly filter: string;
  readonly order: string;
}

const macLength = 12;

/** Makes and reads page tokens: the last row's position, authenticated, so that a token can be sent back but not made up. Holds ranks, times and ids, no names. */
export class PageTokens {
  constructor(private readonly key: Uint8Array) {}

  /** The token after this position. */
  write(list: ListIdentity, position: Position): string {
    const body = Buffer.from(JSON.stringify([position.value, position.id]), 'utf8');
    return Buffer.concat([this.mac(list, body), body]).toString('base64url');
  }

  /** The position that a token holds; nothing for the first page. Throws `INVALID_PAGE_TOKEN`. */
  read(list: ListIdentity, token: string): Position | undefined {
    if (token === '') return undefined;
    const bytes = Buffer.from(token, 'base64url');
    const body = bytes.subarray(macLength);
    if (bytes.length <= macLength || !timingSafeEqual(bytes.subarray(0, macLength), this.mac(list, body))) throw badToken();
    const [value, id] = JSON.parse(body.toString('utf8')) as [string | null, string];
    return { value, id };
  }

  /** What a page of so many shows, of rows of which one more was asked for, and the token of the next page; empty after the last. */
  cut<Row>(
    list: ListIdentity,
    rows: readonly Row[],
    size: number,
    positionOf: (row: Row) => Position,
  ): { readonly shown: Row[]; readonly nextPageToken: string } {
    const shown = rows.slice(0, size);
    const last = rows.length > size ? shown.at(-1) : undefined;
    return { shown, nextPageToken: last ? this.write(list, positionOf(last)) : '' };
  }

  private mac(list: ListIdentity, body: Uint8Array): Buffer {
    const scope = createHash('sha256')
      .update(JSON.stringify([list.tenant, list.list, list.filter, list.order]))
      .digest();
    return createHmac('sha256', this.key).update(scope).update(body).digest().subarray(0, macLength);
  }
}

function badToken(): AppError {
  return new AppError('invalid', 'INVALID_REQUEST', { violations: [{ pointer: '/page_token', reason: 'INVALID_PAGE_TOKEN' }] });
}
