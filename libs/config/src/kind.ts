import { isIP } from 'node:net';

/** How one kind of value is read from the text of an environment variable. */
export interface Kind<T> {
  /** Completes “expected …”. */
  readonly expects: string;
  /** The value, or nothing when the text is not one. */
  read(text: string): T | undefined;
}

/** Any text, or text of one form. */
export function text(expects = 'text', form = /^.+$/su): Kind<string> {
  return { expects, read: (given) => (form.test(given) ? given : undefined) };
}

/** A whole number within limits, both included. */
export function wholeNumber(min: number, max: number): Kind<number> {
  return {
    expects: `a whole number from ${min} to ${max}`,
    read: (given) => within(/^\d+$/.test(given) ? Number(given) : Number.NaN, min, max),
  };
}

/** A share from 0 to 1. */
export const share: Kind<number> = {
  expects: 'a number from 0 to 1',
  read: (given) => within(/^\d*\.?\d+$/.test(given) ? Number(given) : Number.NaN, 0, 1),
};

/** One of a closed set of words. */
export function oneOf<const Word extends string>(...words: readonly Word[]): Kind<Word> {
  return { expects: `one of: ${words.join(', ')}`, read: (given) => words.find((word) => word === given) };
}

/** An address with one of the schemes, given without their colon. */
export function address(...schemes: readonly string[]): Kind<string> {
  return {
    expects: `an address that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    read: (given) => (schemes.includes(schemeOf(given)) ? given : undefined),
  };
}

/** A place to keep things: a path of this machine, or a bucket of object storage; nothing that only looks like one. */
export function place(path: string): Kind<string> {
  return {
    expects: `${path}, or s3://bucket/prefix`,
    read: (given) => (/^s3:\/\/[^/]/.test(given) || !given.includes('://') ? given : undefined),
  };
}

/** Several addresses, separated by commas. */
export function addresses(...schemes: readonly string[]): Kind<readonly string[]> {
  const one = address(...schemes);
  return { expects: `${one.expects}, several separated by commas`, read: (given) => each(given, (part) => one.read(part)) };
}

/** Addresses and networks of machines, separated by commas; given back as they were written. */
export const networks: Kind<string> = {
  expects: 'addresses or networks such as 10.0.0.0/8, separated by commas',
  read: (given) => each(given, (part) => (isNetwork(part) ? part : undefined))?.join(','),
};

/** `all`, or names separated by commas. */
export const namesOrAll: Kind<'all' | readonly string[]> = {
  expects: '“all”, or names of services separated by commas',
  read: (given) => (given === 'all' ? given : each(given, (part) => (/^[a-z][a-z-]*$/.test(part) ? part : undefined))),
};

/** A secret key: base64 of at least `bytes` bytes. */
export function key(bytes: number): Kind<Uint8Array> {
  return {
    expects: `base64 of at least ${bytes} random bytes`,
    read: (given) => {
      const decoded = /^[A-Za-z0-9+/_-]+={0,2}$/.test(given) ? Buffer.from(given, 'base64') : Buffer.alloc(0);
      return decoded.length >= bytes ? decoded : undefined;
    },
  };
}

function isNetwork(text: string): boolean {
  const [, address = '', bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && (bits === undefined || Number(bits) <= (family === 4 ? 32 : 128));
}

function within(value: number, min: number, max: number): number | undefined {
  return value >= min && value <= max ? value : undefined;
}

function schemeOf(given: string): string {
  return URL.canParse(given) && given.includes('://') ? new URL(given).protocol.slice(0, -1) : '';
}

function each<T>(given: string, read: (part: string) => T | undefined): readonly T[] | undefined {
  const parts = given.split(',').map((part) => read(part.trim()));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}
