/** Initials on a quiet colour of their own, so that namesakes differ at a glance less than strangers do. */
export function Face({ name, size = 'md' }: { readonly name: string; readonly size?: 'sm' | 'md' | 'lg' }) {
  return (
    <span className={`face face-${size} face-${toneOf(name)}`} aria-hidden>
      {initialsOf(name)}
    </span>
  );
}

/** Whether records of a noun are somebody: things have names, not faces. */
export function hasFace({ isPerson, isCustomer }: { readonly isPerson?: true; readonly isCustomer?: true }): boolean {
  return isPerson === true || isCustomer === true;
}

const tones = 6;

function toneOf(name: string): number {
  return [...name].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)!) % 9973, 7) % tones;
}

function initialsOf(name: string): string {
  const words = name
    .replace(/[«»"“”()]/g, '')
    .split(/[\s@._-]+/u)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  return (
    words
      .slice(0, 2)
      .map((word) => [...word][0]!.toUpperCase())
      .join('') || '·'
  );
}
