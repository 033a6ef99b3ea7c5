/** The value below which a share of the values lies (nearest rank): `percentile([1, 2, 3, 4], 0.5)` is 2. @param {readonly number[]} values @param {number} share 0 to 1 */
export function percentile(values, share) {
  if (values.length === 0) throw new Error('There is no percentile of nothing');
  const sorted = [...values].sort((left, right) => left - right);
  return /** @type {number} */ (sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]);
}

/** The middle one; of two middle ones their mean. @param {readonly number[]} values */
export function median(values) {
  const [low, high] = [
    percentile(values, 0.5),
    -percentile(
      values.map((value) => -value),
      0.5,
    ),
  ];
  return (low + high) / 2;
}

/** A number as people compare it: three digits that mean something. @param {number} value */
export function rounded(value) {
  return value === 0 ? 0 : Number(value.toPrecision(3));
}
