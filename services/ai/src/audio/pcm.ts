import { AppError } from '@rapport/kernel';
import { Growing } from './growing.js';
import { Resampler } from './resampler.js';

/** The longest recording that is transcribed. */
export const longestMs = 2 * 3_600_000;

/** Sound as it is worked on: one or two channels of 16-bit samples, at 8 or 16 kHz. */
export interface Pcm {
  readonly rate: 8000 | 16_000;
  readonly channels: readonly Int16Array[];
}

/** Collects what a decoder gives, at once brought to the rate of speech, so that no recording takes more memory than two hours of it. */
export class PcmCollector {
  readonly rate: 8000 | 16_000;
  private readonly tracks: { readonly resampler: Resampler; readonly samples: Growing }[];

  /** More than two channels become one. */
  constructor(
    rate: number,
    private readonly sourceChannels: number,
  ) {
    this.rate = rate <= 8000 ? 8000 : 16_000;
    const count = sourceChannels === 2 ? 2 : 1;
    const most = (longestMs / 1000 + 60) * this.rate * 2;
    this.tracks = Array.from({ length: count }, () => ({ resampler: new Resampler(rate, this.rate), samples: new Growing(most) }));
  }

  /** Throws `RECORDING_TOO_LONG` past the longest. */
  add(channels: readonly Float32Array[]): void {
    const given = this.sourceChannels <= 2 ? channels.slice(0, this.tracks.length) : [mixed(channels)];
    for (const [index, { resampler, samples }] of this.tracks.entries()) {
      const next = resampler.feed(given[index] ?? given[0]!);
      if (((samples.length / 2 + next.length) * 1000) / this.rate > longestMs) throw new AppError('unsupported', 'RECORDING_TOO_LONG');
      quantise(next, samples);
    }
  }

  end(): Pcm {
    for (const { resampler, samples } of this.tracks) quantise(resampler.end(), samples);
    return { rate: this.rate, channels: withoutTwin(this.tracks.map(({ samples }) => new Int16Array(samples.end()))) };
  }
}

/** Length in ms. */
export function durationOf({ rate, channels }: Pcm): number {
  return Math.round(((channels[0]?.length ?? 0) / rate) * 1000);
}

/** A stretch of a channel as a model takes it. */
export function floats(samples: Int16Array): Float32Array {
  const out = new Float32Array(samples.length);
  for (let at = 0; at < out.length; at++) out[at] = samples[at]! / 32768;
  return out;
}

/** Two channels that are one and the same tell nothing of who speaks. */
function withoutTwin(channels: Int16Array[]): Int16Array[] {
  const [left, right] = channels;
  if (!left || !right) return channels;
  let difference = 0;
  let energy = 1;
  for (let at = 0; at < left.length; at += 7) {
    difference += (left[at]! - (right[at] ?? 0)) ** 2;
    energy += left[at]! ** 2;
  }
  return difference / energy < 1e-4 ? [left] : channels;
}

function mixed(channels: readonly Float32Array[]): Float32Array {
  return Float32Array.from(channels[0]!, (_, at) => channels.reduce((sum, channel) => sum + channel[at]!, 0) / channels.length);
}

function quantise(samples: Float32Array, into: Growing): void {
  const { buffer, at } = into.room(samples.length * 2);
  const out = new Int16Array(buffer, at, samples.length);
  for (let index = 0; index < out.length; index++) out[index] = Math.max(-32768, Math.min(32767, Math.round(samples[index]! * 32768)));
}
