interface Bite {
  readonly round: number;
  readonly what: string;
  readonly count: number;
}

/** Evidence that strikes hit. A fault that was stood because it never happened proves nothing. */
export class Bites {
  private readonly noted: Bite[] = [];

  readonly note = (round: number, what: string, count: number): void => void this.noted.push({ round, what, count });

  /** Rounds with evidence, none of it empty. */
  get rounds(): number {
    return [...Map.groupBy(this.noted, ({ round }) => round).values()].filter((own) => own.every(({ count }) => count > 0)).length;
  }

  /** What is wrong with the evidence of so many rounds. */
  missing(rounds: number): string[] {
    const empty = this.noted.filter(({ count }) => count === 0).map(({ round, what }) => `round ${round + 1} did not hit: no ${what}`);
    const silent = Array.from({ length: rounds }, (_, round) => round).filter((round) => this.noted.every((bite) => bite.round !== round));
    return [...empty, ...silent.map((round) => `round ${round + 1} left no evidence that it hit`)];
  }

  /** All of it in a line. */
  get told(): string {
    const sums = Map.groupBy(this.noted, ({ what }) => what);
    return [...sums].map(([what, own]) => `${own.map(({ count }) => count).join(' + ')} ${what}`).join(', ');
  }
}
