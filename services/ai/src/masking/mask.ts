import { detect, type KnownNames, type PiiKind } from './detect.js';

/** A text whose personal data was replaced, and the way back. */
export class Masking {
  private readonly placeholders = new Map<string, string>();
  private readonly originals = new Map<string, string>();
  private readonly counts = new Map<PiiKind, number>();

  constructor(private readonly names: KnownNames = { people: [], organisations: [] }) {}

  /** The text with a placeholder such as `[PERSON_1]` for everything personal; the same thing has the same placeholder in every text of this masking. */
  mask(text: string): string {
    let out = '';
    let at = 0;
    // What somebody wrote like a placeholder of ours must not become one.
    const safe = text.replaceAll(/\[(?=[A-Z]+_\d+\])/g, '⟦');
    for (const { kind, start, end } of detect(safe, this.names)) {
      out += safe.slice(at, start) + this.placeholderOf(kind, safe.slice(start, end));
      at = end;
    }
    return out + safe.slice(at);
  }

  /** Puts back what was replaced. A placeholder that was never given stays as it is. */
  unmask(text: string): string {
    return text.replaceAll(/\[[A-Z]+_\d+\]/g, (placeholder) => this.originals.get(placeholder) ?? placeholder);
  }

  /** Every text inside a JSON value masked; its names are the contract's and stay. */
  maskDeep<T>(value: T): T {
    return mapTexts(value, (text) => this.mask(text)) as T;
  }

  /** Every text inside a JSON value put back. */
  unmaskDeep<T>(value: T): T {
    return mapTexts(value, (text) => this.unmask(text)) as T;
  }

  /** How many things of each kind were replaced, for the ledger. */
  get replaced(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.counts);
  }

  private placeholderOf(kind: PiiKind, original: string): string {
    const key = `${kind} ${original.toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ')}`;
    const known = this.placeholders.get(key);
    if (known) return known;
    const number = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, number);
    const placeholder = `[${kind}_${number}]`;
    this.placeholders.set(key, placeholder);
    this.originals.set(placeholder, original);
    return placeholder;
  }
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapTexts(inner, change)]));
}
