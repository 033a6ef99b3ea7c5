const taps = 16;

/** Brings a stream of samples to another rate by a windowed sinc; feed it in order, then `end`. */
export class Resampler {
  private readonly step: number;
  private readonly cutoff: number;
  private readonly reach: number;
  private readonly table: Float32Array;
  private kept: Float32Array;
  /** Place of the next output in `kept`. */
  private at: number;

  constructor(from: number, to: number) {
    this.step = from / to;
    this.cutoff = Math.min(1, to / from) * 0.95;
    this.reach = Math.ceil(taps / Math.min(1, to / from));
    this.table = kernel(this.reach, this.cutoff);
    this.kept = new Float32Array(this.reach);
    this.at = this.reach;
  }

  feed(samples: Float32Array): Float32Array {
    if (this.step === 1) return samples;
    const all = new Float32Array(this.kept.length + samples.length);
    all.set(this.kept);
    all.set(samples, this.kept.length);
    const count = Math.max(0, Math.ceil((all.length - this.reach - this.at) / this.step));
    const out = new Float32Array(count);
    for (let index = 0; index < count; index++) out[index] = this.sample(all, this.at + index * this.step);
    const next = this.at + count * this.step;
    const drop = Math.max(0, Math.floor(next) - this.reach);
    this.kept = all.slice(drop);
    this.at = next - drop;
    return out;
  }

  end(): Float32Array {
    return this.step === 1 ? new Float32Array() : this.feed(new Float32Array(this.reach));
  }

  private sample(all: Float32Array, at: number): number {
    const centre = Math.floor(at);
    const shift = Math.round((at - centre) * phases);
    let sum = 0;
    for (let tap = 1 - this.reach; tap <= this.reach; tap++) sum += (all[centre + tap] ?? 0) * this.table[(tap + this.reach) * (phases + 1) + shift]!;
    return sum;
  }
}

const phases = 256;

/** Weights of each tap at each fraction of a sample. */
function kernel(reach: number, cutoff: number): Float32Array {
  const table = new Float32Array((2 * reach + 1) * (phases + 1));
  for (let tap = -reach; tap <= reach; tap++) {
    for (let phase = 0; phase <= phases; phase++) {
      const x = tap - phase / phases;
      const edge = Math.abs(x) / (reach + 1);
      const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
      table[(tap + reach) * (phases + 1) + phase] = edge >= 1 ? 0 : sinc * (0.5 + 0.5 * Math.cos(Math.PI * edge));
    }
  }
  return table;
}

/** A whole clip at another rate. */
export function resampled(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const resampler = new Resampler(from, to);
  const parts = [resampler.feed(samples), resampler.end()];
  const all = new Float32Array(parts[0]!.length + parts[1]!.length);
  all.set(parts[0]!);
  all.set(parts[1]!, parts[0]!.length);
  return all;
}
