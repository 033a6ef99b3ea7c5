import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import type * as Ort from 'onnxruntime-common';
import type { Pcm } from './pcm.js';

/** Length of the frames in which speech is looked for, in ms. */
export const frameMs = 32;

/** Tells for each channel and each frame of 32 ms how likely it is speech, 0 to 1. */
export interface VoiceDetector {
  probabilities(pcm: Pcm): Promise<Float32Array[]>;
}

/** The Silero model, which ships through npm; where it cannot be loaded, loudness decides. */
export async function openVoiceDetector(): Promise<VoiceDetector> {
  try {
    const ort = (await import('onnxruntime-node')).default;
    const folder = dirname(fileURLToPath(import.meta.resolve('@ricky0123/vad-web')));
    const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 } as const;
    return new SileroDetector(ort, await ort.InferenceSession.create(join(folder, 'silero_vad_v5.onnx'), options));
  } catch {
    return new LoudnessDetector();
  }
}

class SileroDetector implements VoiceDetector {
  constructor(
    private readonly ort: typeof Ort,
    private readonly session: Ort.InferenceSession,
  ) {}

  /** All channels in one run: most of its time is the way in and out of the model. */
  async probabilities({ rate, channels }: Pcm): Promise<Float32Array[]> {
    const { Tensor } = this.ort;
    const count = channels.length;
    const size = (rate * frameMs) / 1000;
    const context = rate / 250;
    const width = context + size;
    const out = channels.map((samples) => new Float32Array(Math.ceil(samples.length / size)));
    const sr = new Tensor('int64', BigInt64Array.from([BigInt(rate)]));
    let state: Ort.Tensor = new Tensor('float32', new Float32Array(2 * count * 128), [2, count, 128]);
    const input = new Float32Array(count * width);
    for (let frame = 0; frame < out[0]!.length; frame++) {
      for (const [index, samples] of channels.entries()) {
        input.copyWithin(index * width, index * width + size, (index + 1) * width);
        for (let at = 0; at < size; at++) input[index * width + context + at] = (samples[frame * size + at] ?? 0) / 32768;
      }
      const given = await this.session.run({ input: new Tensor('float32', input, [count, width]), state, sr });
      for (const [index, odds] of out.entries()) odds[frame] = Number(given['output']!.data[index]);
      state = given['stateN']!;
    }
    return out;
  }
}

/** Speech is what is clearly louder than the quiet tenth of the recording. */
export class LoudnessDetector implements VoiceDetector {
  async probabilities({ rate, channels }: Pcm): Promise<Float32Array[]> {
    return channels.map((samples) => {
      const levels = levelsOf(samples, rate);
      const floor = Math.max(-65, levels.toSorted()[Math.floor(levels.length / 10)] ?? -65);
      return levels.map((level) => Math.max(0, Math.min(1, (level - floor - 6) / 12)));
    });
  }
}

/** Loudness of each frame, in dB below full scale. */
export function levelsOf(samples: Int16Array, rate: number): Float32Array {
  const size = (rate * frameMs) / 1000;
  const levels = new Float32Array(Math.ceil(samples.length / size));
  for (let frame = 0; frame < levels.length; frame++) {
    const end = Math.min(samples.length, (frame + 1) * size);
    let energy = 0;
    for (let at = frame * size; at < end; at++) energy += samples[at]! ** 2;
    levels[frame] = 10 * Math.log10(energy / size / 32768 ** 2 + 1e-10);
  }
  return levels;
}
