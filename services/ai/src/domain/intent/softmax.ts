import { hashedGrams, type SparseText } from './hashed-grams.js';

/** A text and what it is about. */
export interface Labelled {
  readonly text: string;
  readonly label: string;
}

/** How a classifier is trained. */
export interface SoftmaxSettings {
  readonly width: number;
  readonly epochs: number;
  readonly pace: number;
}

// Taken out once: where a module runs in a context of its own, each look at a global costs more than what it computes.
const { exp, max, sqrt } = Math;
const usual: SoftmaxSettings = { width: 1 << 15, epochs: 15, pace: 0.5 };

/** Tells which of a few things a text is about: a linear softmax on hashed n-grams, trained in memory. */
export class Softmax {
  private constructor(
    readonly labels: readonly string[],
    private readonly rows: readonly Float32Array[],
    private readonly width: number,
  ) {}

  /** Learns from labelled texts; the same texts give the same classifier. */
  static train(examples: readonly Labelled[], settings: SoftmaxSettings = usual): Softmax {
    const learning = Softmax.learning(examples, settings);
    for (;;) {
      const { done, value } = learning.next();
      if (done) return value;
    }
  }

  /** The same with others let in between, for a process that serves people. */
  static async trainAside(examples: readonly Labelled[], settings: SoftmaxSettings = usual): Promise<Softmax> {
    const learning = Softmax.learning(examples, settings);
    for (;;) {
      const { done, value } = learning.next();
      if (done) return value;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Pauses every hundred texts. */
  private static *learning(examples: readonly Labelled[], { width, epochs, pace }: SoftmaxSettings): Generator<undefined, Softmax> {
    const labels = [...new Set(examples.map(({ label }) => label))].toSorted();
    const rows = labels.map(() => new Float32Array(width));
    const slopes = labels.map(() => new Float32Array(width).fill(1e-3));
    const texts = examples.map(({ text }) => hashedGrams(text, width));
    const truths = examples.map(({ label }) => labels.indexOf(label));
    const model = new Softmax(labels, rows, width);
    for (let epoch = 0; epoch < epochs; epoch += 1) {
      for (const [count, at] of shuffled(examples.length, epoch).entries()) {
        if (count % 100 === 0) yield;
        const chances = model.chancesOf(texts[at]!);
        for (const [label, row] of rows.entries())
          learn({ row, slopes: slopes[label]!, miss: chances[label]! - Number(label === truths[at]) }, texts[at]!, pace);
      }
    }
    return model;
  }

  /** The likeliest label. */
  classify(text: string): { readonly label: string; readonly confidence: number } {
    const chances = this.chancesOf(hashedGrams(text, this.width));
    const best = chances.indexOf(max(...chances));
    return { label: this.labels[best]!, confidence: chances[best]! };
  }

  private chancesOf({ places, weights }: SparseText): number[] {
    const sums = this.rows.map((row) => {
      let sum = 0;
      for (let at = 0; at < places.length; at += 1) sum += row[places[at]!]! * weights[at]!;
      return sum;
    });
    const most = max(...sums);
    const raised = sums.map((sum) => exp(sum - most));
    const total = raised.reduce((sum, one) => sum + one, 0);
    return raised.map((one) => one / total);
  }
}

/** One step of Adagrad for one label; what hardly missed moves nothing. */
function learn(
  { row, slopes, miss }: { readonly row: Float32Array; readonly slopes: Float32Array; readonly miss: number },
  { places, weights }: SparseText,
  pace: number,
): void {
  if (Math.abs(miss) < 1e-3) return;
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at]!;
    const slope = miss * weights[at]!;
    slopes[place]! += slope * slope;
    row[place]! -= (pace * slope) / sqrt(slopes[place]!);
  }
}

function shuffled(count: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, at) => at);
  let state = seed + 1;
  for (let at = count - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (at + 1);
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
  return order;
}
