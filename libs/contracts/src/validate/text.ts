// oxlint-disable-next-line no-control-regex -- finding them is the point
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202d\u202e\ufeff]/g;
// oxlint-disable-next-line no-control-regex -- the usual text has none, and is not copied
const unusual = /[^\u0020-\u007e\u0410-\u044f]/;
/** What nobody sees, inside the brackets of a pattern: soft hyphens, joiners, marks of direction. */
export const invisible = '\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f';
const nothingToSee = new RegExp(`^[\\s${invisible}]*$`);

/** Texts allowed up to this many characters are one line: what is longer may have paragraphs. */
const oneLine = 1000;

/**
 * A text as it is kept: Unicode NFC, trimmed, line breaks as `\n`; in a field of one line as spaces. Control characters, of which the database cannot
 * keep NUL, and those that turn the direction of what follows, so that a text looks like another, are taken off: this is the one place that decides it.
 * Normalising twice is normalising once.
 */
export function normalText(text: string, maxLen: number): string {
  if (!unusual.test(text)) return text.trim();
  const plain = text.replace(/\r\n?|\u2028|\u2029/g, '\n').replace(control, '');
  if (nothingToSee.test(plain)) return '';
  return (maxLen > 0 && maxLen <= oneLine ? plain.replace(/[\n\t]/g, ' ') : plain).normalize('NFC').trim();
}

/** Whether the text has a character that no form of text allows. */
export function hasControl(text: string): boolean {
  return text.search(control) >= 0;
}

/** Length in Unicode code points, as limits count. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      length -= 1;
      i += 1;
    }
  }
  return length;
}
