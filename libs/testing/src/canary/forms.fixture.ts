/** One way in which a text may lie in bytes. */
export interface Form {
  readonly name: string;
  readonly bytes: Buffer;
}

const shortest = 6;

/** The text and its parts of six characters and more, in the cases that normalising may leave, each in every encoding that we look for. */
export function formsOf(text: string): Form[] {
  const parts = new Set([text, ...text.split(/[^\p{L}\p{N}]+/u)].filter((part) => [...part].length >= shortest));
  const cased = new Set([...parts].flatMap((part) => [part, part.toLowerCase(), part.toUpperCase(), part.toLowerCase().replaceAll('ё', 'е')]));
  return [...cased].flatMap(encodingsOf);
}

function encodingsOf(text: string): Form[] {
  const utf8 = Buffer.from(text, 'utf8');
  const utf16 = Buffer.from(text, 'utf16le');
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const texts = [
    { name: 'hex', text: utf8.toString('hex') },
    { name: 'HEX', text: utf8.toString('hex').toUpperCase() },
    { name: 'percent', text: encodeURIComponent(text) },
    { name: 'JSON', text: escaped },
    ...base64sOf(utf8),
  ];
  return [
    { name: 'UTF-8', bytes: utf8 },
    { name: 'UTF-16LE', bytes: utf16 },
    { name: 'UTF-16BE', bytes: Buffer.from(utf16).swap16() },
    ...texts.map((one) => ({ name: one.name, bytes: Buffer.from(one.text) })),
  ];
}

/** Base64 depends on where in threes the text begins: what is the same whatever stands around it, for each beginning and both alphabets. */
function base64sOf(utf8: Buffer): { name: string; text: string }[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), utf8]);
    const certain = whole.toString('base64').slice(Math.ceil((before * 4) / 3), Math.floor((whole.length * 8) / 6));
    return [
      { name: 'base64', text: certain },
      { name: 'base64url', text: certain.replaceAll('+', '-').replaceAll('/', '_') },
    ];
  });
}
