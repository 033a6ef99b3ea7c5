/** Bits of a sketch; the width of the column. */
export const sketchBits = 1024;

/**
 * A vector of any length as bits: on which side of so many turned axes it lies. Vectors near one another differ in few of them, so candidates are found by counting
 * bits, in one index for every model. The turning (signs, then a Walsh–Hadamard transform, twice) is the same for ever: another one would make every kept sketch wrong.
 */
export function sketchOf(vector: readonly number[]): string {
  return Array.from(turnedOf(vector), (value) => (value > 0 ? '1' : '0')).join('');
}

/** The vector along those axes; the sketch is its signs. */
function turnedOf(vector: readonly number[]): Float64Array {
  const width = Math.max(sketchBits, 2 ** Math.ceil(Math.log2(Math.max(1, vector.length))));
  const turned = Float64Array.from({ length: width }, (_, at) => vector[at] ?? 0);
  for (const round of [1, 2]) {
    for (let at = 0; at < width; at += 1) if (isFlipped(at, round)) turned[at] = -turned[at]!;
    transform(turned);
  }
  return turned.subarray(0, sketchBits);
}

function transform(values: Float64Array): void {
  for (let half = 1; half < values.length; half *= 2) {
    for (let from = 0; from < values.length; from += half * 2) {
      for (let at = from; at < from + half; at += 1) {
        const [left, right] = [values[at]!, values[at + half]!];
        values[at] = left + right;
        values[at + half] = left - right;
      }
    }
  }
}

/** A fair coin for each place, always the same. */
function isFlipped(at: number, round: number): boolean {
  let mixed = Math.imul(at * 2 + round, 0x9e37_79b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return ((mixed ^ (mixed >>> 16)) & 1) === 1;
}
