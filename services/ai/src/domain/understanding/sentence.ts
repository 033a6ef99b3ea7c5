/** What one voice said without a pause. */
export interface Said {
  readonly startMs: number;
  readonly endMs: number;
  /** Nothing where it is not known who spoke. */
  readonly byCustomer: boolean | undefined;
  readonly confidence: number;
  readonly text: string;
}

/** One sentence of a call, with its time by the share of its letters in its turn. */
export interface Sentence extends Said {
  /** The words that stand in the turn, as they stand there. */
  readonly text: string;
}

const abbreviation = /\b(?:mr|mrs|ms|dr|st|e\.g|i\.e|г|ул|т\.е|т\.д|т\.п)\.$/i;

/** The sentences of turns, in order. */
export function sentencesOf(turns: readonly Said[]): Sentence[] {
  return turns.flatMap((turn) => {
    const pieces: string[] = [];
    for (const piece of turn.text.match(/[^.!?…]+[.!?…]*\s*/gu) ?? []) {
      const last = pieces.at(-1);
      if (last !== undefined && (abbreviation.test(last.trim()) || /\d[.,]\s*$/.test(last))) pieces[pieces.length - 1] = last + piece;
      else pieces.push(piece);
    }
    let at = 0;
    return pieces.flatMap((piece) => {
      const startMs = timeAt(turn, at);
      at += piece.length;
      const text = piece.trim();
      return text ? [{ ...turn, text, startMs, endMs: timeAt(turn, at) }] : [];
    });
  });
}

function timeAt({ startMs, endMs, text }: Said, letter: number): number {
  return Math.round(startMs + ((endMs - startMs) * letter) / Math.max(1, text.length));
}
