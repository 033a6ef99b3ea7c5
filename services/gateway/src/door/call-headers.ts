import { AppError } from '@rapport/kernel';

const keyForm = /^[\x21-\x7e]{1,255}$/;
const etagForm = /^(?:"([\x21\x23-\x7e]{1,64})"|([\x21\x23-\x7e]{1,64}))$/;
const waitForm = /(?:^|[,;\s])wait=(\d{1,5})(?:$|[,;\s])/;

/** The longest that a caller may ask to wait, in seconds. */
const longestWait = 60;

/** The `Idempotency-Key`, if there is one. Throws `invalid` INVALID_KEY. */
export function keyOf(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== 'string' || !keyForm.test(header)) throw new AppError('invalid', 'INVALID_KEY');
  return header;
}

/** The version in `If-Match`, without its quotes, which callers often forget; nothing for `*`. Throws `invalid` INVALID_FORMAT for weak tags and lists: a record has one version. */
export function etagOf(header: string | undefined): string | undefined {
  if (header === undefined || header === '*') return undefined;
  const [, quoted, bare] = etagForm.exec(header) ?? [];
  const etag = quoted ?? bare;
  if (etag === undefined) throw new AppError('invalid', 'INVALID_FORMAT', { params: { expected: 'If-Match: "etag"' } });
  return etag;
}

/** How long the caller waits, in milliseconds: `Prefer: wait=seconds` up to a minute, or what is usual here. */
export function patienceOf(prefer: string | string[] | undefined, usualMs: number): number {
  const seconds = Number(waitForm.exec(String(prefer ?? ''))?.[1] ?? 0);
  return seconds > 0 ? Math.min(seconds, longestWait) * 1000 : usualMs;
}
