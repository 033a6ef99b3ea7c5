/** One way in which the system did not keep its word. */
export interface Finding {
  /** I1–I8 of the guarantees. */
  readonly rule: string;
  readonly kind: 'lost' | 'doubled' | 'other';
  readonly what: string;
}

export const lost = (rule: string, what: string): Finding => ({ rule, kind: 'lost', what });
export const doubled = (rule: string, what: string): Finding => ({ rule, kind: 'doubled', what });
export const other = (rule: string, what: string): Finding => ({ rule, kind: 'other', what });
