/** Solves `a x = b` for a symmetric positive definite `a`, given by rows; nothing when it is not positive definite. */
export function solve(a: readonly Float64Array[], b: Float64Array): Float64Array | undefined {
  const factor = factorOf(a);
  if (!factor) return undefined;
  const size = b.length;
  const x = Float64Array.from(b);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < i; k += 1) x[i]! -= factor[i]![k]! * x[k]!;
    x[i]! /= factor[i]![i]!;
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < size; k += 1) x[i]! -= factor[k]![i]! * x[k]!;
    x[i]! /= factor[i]![i]!;
  }
  return x;
}

/** The lower triangle whose product with its transpose is `a`. */
function factorOf(a: readonly Float64Array[]): Float64Array[] | undefined {
  const size = a.length;
  const factor = Array.from({ length: size }, () => new Float64Array(size));
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = a[i]![j]!;
      for (let k = 0; k < j; k += 1) sum -= factor[i]![k]! * factor[j]![k]!;
      if (i === j && !(sum > 0)) return undefined;
      factor[i]![j] = i === j ? Math.sqrt(sum) : sum / factor[j]![j]!;
    }
  }
  return factor;
}
