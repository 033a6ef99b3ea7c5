import { searchForms, type FieldClass } from './field-class.js';
import { framed } from './framed.js';
import { expand, extracted } from './hkdf.js';
import { HmacSha256 } from './hmac.js';
import type { Region } from './phone-form.js';
import type { SearchForm } from './search-form.js';

type Purpose = 'exact' | 'prefix' | 'unique';

/** What an index is for: the records of one noun of one tenant. Tokens of two scopes have nothing in common. */
export interface IndexScope {
  readonly tenant: string;
  readonly noun: string;
  /** Whose phone numbers need no country code; `RU` when not said. */
  readonly region?: Region;
}

/**
 * The blind index of one noun: turns values and typed text into tokens that tell nothing without the tenant's index key. A token is the first 64 bits of an
 * HMAC-SHA-256, signed as Postgres `bigint` is; two strings meet by chance once in 2^64. What the tokens leak together is in ADR 0003.
 */
export class BlindIndex {
  private readonly root: HmacSha256;
  private readonly macs = new Map<string, HmacSha256>();
  private destroyed = false;
  private readonly forms: Readonly<Record<FieldClass, SearchForm>>;

  /** `rootKey`: the tenant's index root key, 32 bytes, wrapped at rest like a person's (`indexSubject`). */
  constructor(
    rootKey: Uint8Array,
    private readonly scope: IndexScope,
  ) {
    if (rootKey.length !== 32) throw new RangeError('an index root key has 32 bytes');
    this.root = extracted(rootKey);
    this.forms = searchForms(scope.region ?? 'RU');
  }

  /** The token of a whole value, equal for values that are the same once normalised; `undefined` for one with nothing in it. */
  exactToken(fieldClass: FieldClass, value: string): bigint | undefined {
    const text = this.forms[fieldClass].exact(value);
    return text === undefined ? undefined : this.mac(fieldClass, 'exact').token(text);
  }

  /** The same in full, 32 bytes, for a column with a unique constraint: a truncated one would some day refuse a stranger. */
  fingerprint(fieldClass: FieldClass, value: string): Buffer | undefined {
    const text = this.forms[fieldClass].exact(value);
    return text === undefined ? undefined : this.mac(fieldClass, 'unique').digest(text);
  }

  /** The tokens by which a stored value can be found while it is being typed. Ascending, each once, so that their order tells nothing. */
  prefixTokens(fieldClass: FieldClass, value: string): bigint[] {
    return this.prefixesAsTokens(fieldClass, this.forms[fieldClass].stored(value));
  }

  /** What was typed, read literally: a row that fits holds all of these. Empty when too little was typed to look for: that is no row, not every row. */
  queryTokens(fieldClass: FieldClass, typed: string): bigint[] {
    return this.queryReadings(fieldClass, typed)[0] ?? [];
  }

  /** The literal reading first, then what may have been meant (another spelling, the other keyboard layout, last digits): at most three, a row that fits any is a candidate for `matches`. */
  queryReadings(fieldClass: FieldClass, typed: string): bigint[][] {
    return this.forms[fieldClass].typed(typed).map((reading) => this.prefixesAsTokens(fieldClass, reading));
  }

  /** Whether a decrypted value is what was typed, in any reading: removes the candidates that only share a kept prefix. */
  matches(fieldClass: FieldClass, value: string, typed: string): boolean {
    return this.matcher(fieldClass, typed)(value);
  }

  /** The same for many values. */
  matcher(fieldClass: FieldClass, typed: string): (value: string) => boolean {
    return this.forms[fieldClass].matcher(typed);
  }

  /** Zeroes the keys; asking for a token afterwards throws: a programming error. */
  destroy(): void {
    this.root.destroy();
    for (const mac of this.macs.values()) mac.destroy();
    this.macs.clear();
    this.destroyed = true;
  }

  private prefixesAsTokens(fieldClass: FieldClass, texts: readonly string[]): bigint[] {
    const mac = this.mac(fieldClass, 'prefix');
    return mergeTokens(texts.map((text) => mac.token(text)));
  }

  private mac(fieldClass: FieldClass, purpose: Purpose): HmacSha256 {
    if (this.destroyed) throw new Error('this index was destroyed');
    const name = `${fieldClass} ${purpose}`;
    const known = this.macs.get(name);
    if (known) return known;
    const key = expand(this.root, framed('rapport index', this.scope.tenant, this.scope.noun, fieldClass, purpose), 32);
    const mac = new HmacSha256(key);
    key.fill(0);
    this.macs.set(name, mac);
    return mac;
  }
}

/** Tokens of several fields as one column's worth: each once, ascending. */
export function mergeTokens(...lists: readonly (readonly bigint[])[]): bigint[] {
  return [...new Set(lists.flat())].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
