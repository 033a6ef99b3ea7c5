import type { Form } from '../form.js';

/** What stands for a value that is not of the label's form, or is one too many. */
export const otherValue = 'other';

/** One label of a metric: the form of its values and how many different ones it may ever have in this process. */
export class Label {
  private readonly seen = new Set<string>();

  constructor(
    private readonly form: Form,
    private readonly atMost = 500,
  ) {}

  /** The value as it may be printed; `other` when it is of another form, or new when the label is full. */
  clean(value: string | number): string {
    const text = String(value);
    if (this.seen.has(text)) return text;
    if (this.seen.size >= this.atMost || !this.form(value)) return otherValue;
    this.seen.add(text);
    return text;
  }
}

/** The labels of a metric by name. */
export type Labels = Readonly<Record<string, Label>>;
/** Values for all of them. */
export type LabelValues<L extends Labels> = { readonly [Name in keyof L]: string | number };

/** Every value cleaned. */
export function cleanLabels<L extends Labels>(labels: L, values: LabelValues<L>): Record<string, string> {
  const cleaned: Record<string, string> = {};
  for (const name in labels) cleaned[name] = labels[name]!.clean(values[name]);
  return cleaned;
}
