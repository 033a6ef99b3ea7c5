import type { Reason, ReasonParams, Violation, Word } from '@rapport/kernel';

/** Nobody reads more than this many mistakes at once; a hostile body must not make a large answer. */
const mostViolations = 50;

/** Collects what is wrong in a request while it is read or checked. */
export class Report {
  readonly violations: Violation[] = [];

  add(pointer: string, reason: Reason, params?: ReasonParams): void {
    if (this.violations.length >= mostViolations) return;
    this.violations.push(params ? { pointer, reason, params } : { pointer, reason });
  }

  /** `expected` is the name of a JSON type, the same in every language. */
  wrongType(pointer: string, expected: Word): undefined {
    this.add(pointer, 'WRONG_TYPE', { expected });
    return undefined;
  }

  /** Whether UTF-8 can hold the text. Half of a surrogate pair would silently become another character on the wire, so it is refused. */
  holds(pointer: string, text: string): boolean {
    const isWhole = text.isWellFormed();
    if (!isWhole) this.add(pointer, 'INVALID_FORMAT', { expected: 'text in Unicode' });
    return isWhole;
  }
}

/** The pointer one step down: RFC 6901 with `~` and `/` escaped. Callers choose keys, so they are cut at 100 characters. */
export function below(pointer: string, key: string | number): string {
  if (typeof key === 'number') return `${pointer}/${key}`;
  return `${pointer}/${key.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1').toWellFormed()}`;
}
