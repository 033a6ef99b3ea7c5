import { AppError } from '@rapport/kernel';

/** Parameters of a query by name, decoded, each with every value it was given. */
export type Query = ReadonlyMap<string, readonly string[]>;

const none: Query = new Map();

/** Reads what follows the `?` of an address. Throws `invalid` INVALID_FORMAT when the percent-encoding is broken. */
export function readQuery(url: string): Query {
  const start = url.indexOf('?');
  if (start < 0 || start === url.length - 1) return none;
  const query = new Map<string, string[]>();
  for (const pair of url.slice(start + 1).split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1));
    const values = query.get(name);
    if (values) values.push(value);
    else query.set(name, [value]);
  }
  return query;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new AppError('invalid', 'INVALID_FORMAT', { params: { expected: 'percent-encoded UTF-8 in the address' } });
  }
}
