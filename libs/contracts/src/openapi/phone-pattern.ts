import metadata from 'libphonenumber-js/min/metadata';
import { normalPhone } from '../validate/phone.js';

const digits = [...'0123456789'];
let made: string | undefined;

/** E.164 numbers that this installation accepts: the country codes there are, each with the lengths and first digits it uses. Worked out once, in some 100 ms. */
export function phonePattern(): string {
  made ??= `^\\+(?:${[...codesByTail()].map(([tail, codes]) => `${group(codes)}${tail}`).join('|')})$`;
  return made;
}

function codesByTail(): Map<string, string[]> {
  const codes = Object.keys((metadata as unknown as { country_calling_codes: object }).country_calling_codes);
  const byTail = Map.groupBy(codes, tailOf);
  byTail.delete('');
  return byTail;
}

/** What may follow a country's code. A first digit that is the country's own prefix is not part of E.164. */
function tailOf(code: string): string {
  const keeps = (first: string, length: number) =>
    ['2', '5'].some((filler) => {
      const number = `+${code}${first.padEnd(length, filler)}`;
      return normalPhone(number) === number;
    });
  const lengths = Array.from({ length: 15 - code.length }, (_, index) => index + 1).filter((length) => keeps('2', length) || keeps('9', length));
  const first = digits.filter((digit) => lengths.every((length) => keeps(digit, length))).join('');
  return group(runsOf(lengths).map(([from, to]) => `[${rangeOf(first)}]\\d{${from === to ? from - 1 : `${from - 1},${to - 1}`}}`));
}

function group(parts: readonly string[]): string {
  return parts.length > 1 ? `(?:${parts.join('|')})` : (parts[0] ?? '');
}

function rangeOf(sorted: string): string {
  return runsOf([...sorted].map(Number))
    .map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
    .join('');
}

function runsOf(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs;
}
