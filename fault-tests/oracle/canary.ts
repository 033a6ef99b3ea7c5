/** A made-up name that appears nowhere else: where it is found in the clear, personal data leaked. */
export function canaryIn(run: string, mark: string): string {
  return `Kanareika ${run} ${mark}`;
}

/** What every such name begins with. */
export const canarySong = 'Kanareika';
