import { AppError } from '@rapport/kernel';
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
  private readonly tracks: { readonly resampler: Resampler; readonly parts: Int16Array[] }[];
  private length = 0;

  /** More than two channels become one. */
  constructor(
    rate: number,
    private readonly sourceChannels: number,
  ) {
    this.rate = rate <= 8000 ? 8000 : 16_000;
    const count = sourceChannels === 2 ? 2 : 1;
    this.tracks = Array.from({ length: count }, () => ({ resampler: new Resampler(rate, this.rate), parts: [] }));
  }

  /** Throws `RECORDING_TOO_LONG` past the longest. */
  add(channels: readonly Float32Array[]): void {
    const given = this.sourceChannels <= 2 ? channels.slice(0, this.tracks.length) : [mixed(channels)];
    for (const [index, { resampler, parts }] of this.tracks.entries()) parts.push(quantised(resampler.feed(given[index] ?? given[0]!)));
    this.length += this.tracks[0]!.parts.at(-1)!.length;
    if ((this.length / this.rate) * 1000 > longestMs) throw new AppError('unsupported', 'RECORDING_TOO_LONG');
  }

  end(): Pcm {
    for (const { resampler, parts } of this.tracks) parts.push(quantised(resampler.end()));
    return { rate: this.rate, channels: withoutTwin(this.tracks.map(({ parts }) => joined(parts))) };
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

function quantised(samples: Float32Array): Int16Array {
  const out = new Int16Array(samples.length);
  for (let at = 0; at < out.length; at++) out[at] = Math.max(-32768, Math.min(32767, Math.round(samples[at]! * 32768)));
  return out;
}

function joined(parts: readonly Int16Array[]): Int16Array {
  const all = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
