import type { Field } from '../fields/field.js';
import type { Format } from '../i18n/format.js';
import type { Money, NounRecord } from '../nouns/noun.js';

/** A sum of numbers, or one of money for each currency. */
export type Sum = number | ReadonlyMap<string, number>;

/** What a field of some records comes to. */
export function sumOf(field: Pick<Field, 'kind' | 'read'>, records: readonly NounRecord[]): Sum {
  if (field.kind !== 'money') return records.reduce((sum, record) => sum + Number(field.read(record) ?? 0), 0);
  const byCurrency = new Map<string, number>();
  for (const record of records) {
    const money = field.read(record) as Money | undefined;
    if (money) byCurrency.set(money.currency, (byCurrency.get(money.currency) ?? 0) + money.minor);
  }
  return byCurrency;
}

export function sumShown(sum: Sum, format: Format): string {
  if (typeof sum === 'number') return format.number(sum);
  const sums = [...sum].map(([currency, minor]) => format.money({ minor, currency }));
  return sums.length > 0 ? sums.join(' · ') : format.number(0);
}
