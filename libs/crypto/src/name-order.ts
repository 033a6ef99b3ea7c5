const collator = new Intl.Collator(['ru', 'en'], { usage: 'sort', sensitivity: 'variant', numeric: true, ignorePunctuation: false });

/** Orders names as a Russian or English reader expects: ё beside е, capitals beside small letters, numbers by value. Equal (0) only for the same text, so that the order is total. */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
