import type { Kind } from './kind.js';

/** The values that were given, before defaults: what a default may depend on. */
export type Given = Readonly<Record<string, unknown>>;

/** One setting: what it is called, what it takes, and what holds when nothing is said. */
export interface Setting<T> {
  /** Name of the environment variable. */
  readonly variable: string;
  readonly kind: Kind<T>;
  /** The value when nothing is set. `undefined` means that the embedded part is used, or that nothing is done. */
  readonly fallback: T | undefined | ((given: Given) => T | undefined);
  /** What the default is, in words, when the value alone does not say it. */
  readonly fallbackWords?: string;
  /** One sentence for the person who runs Rapport. */
  readonly says: string;
  /** What real thing takes the place of the embedded one when this is set. */
  readonly switchesTo?: string;
  /** Never printed, and may come from a file named by `<variable>_FILE`. */
  readonly secret?: true;
}

type Words = Pick<Setting<never>, 'says' | 'switchesTo' | 'secret' | 'fallbackWords'>;

/** A setting that always has a value. */
export function setting<T>(variable: string, kind: Kind<T>, fallback: T | ((given: Given) => T), words: Words): Setting<T> {
  return { variable, kind, fallback, ...words };
}

/** A setting that may stay unset. */
export function optional<T>(variable: string, kind: Kind<T>, words: Words): Setting<T | undefined> {
  return { variable, kind, fallback: undefined, ...words };
}
