/** What is known of a record at a moment; anything but a text, a number or a flag counts as missing. */
export type Features = Readonly<Record<string, unknown>>;

/** What was known of a record at a moment, and how it ended. */
export interface Example {
  readonly id: string;
  readonly recordId: string;
  readonly at: Date;
  readonly features: Features;
  readonly succeeded: boolean;
  readonly outcomeAt: Date;
}

/** An answer beside what came of it. Records with many examples count once: their weights sum to 1. */
export interface Judged {
  readonly probability: number;
  readonly succeeded: boolean;
  readonly weight: number;
}

/** The weight of each example, so that every record weighs 1. */
export function weightsOf(examples: readonly Pick<Example, 'recordId'>[]): number[] {
  const counts = new Map<string, number>();
  for (const { recordId } of examples) counts.set(recordId, (counts.get(recordId) ?? 0) + 1);
  return examples.map(({ recordId }) => 1 / counts.get(recordId)!);
}
