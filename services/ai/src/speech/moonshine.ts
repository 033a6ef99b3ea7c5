import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import type * as Ort from 'onnxruntime-common';
import type { Heard } from './speech.js';

const begin = 1;
const end = 2;
const layers = 6;
const heads = 8;
const headDim = 36;
/** Nobody speaks faster than this. */
const tokensPerSecond = 6.5;
const fewestTokens = 12;
const rate = 16_000;
/** What is shorter is padded: the model was not made for it. */
const shortest = rate / 2;

/** Moonshine tiny for English: hears up to twenty seconds at once. Runs in a process of its own. */
export class Moonshine {
  private constructor(
    private readonly ort: typeof Ort,
    private readonly encoder: Ort.InferenceSession,
    private readonly decoder: Ort.InferenceSession,
    private readonly words: { decode(ids: number[], addBos?: boolean, addSpace?: boolean): string },
  ) {}

  static async open(): Promise<Moonshine> {
    const ort = (await import('onnxruntime-node')).default;
    const words = (await import('llama-tokenizer-js')).default;
    const folder = join(dirname(fileURLToPath(import.meta.resolve('@moonshine-ai/moonshine-js'))), 'model/tiny/quantized');
    const options = { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 } as const;
    const encoder = await ort.InferenceSession.create(join(folder, 'encoder_model.onnx'), options);
    return new Moonshine(ort, encoder, await ort.InferenceSession.create(join(folder, 'decoder_model_merged.onnx'), options), words);
  }

  async transcribe(samples: Float32Array): Promise<Heard> {
    const { Tensor } = this.ort;
    const clip = samples.length < shortest ? Float32Array.from({ length: shortest }, (_, at) => samples[at] ?? 0) : samples;
    const { last_hidden_state: heard } = await this.encoder.run({ input_values: new Tensor('float32', clip, [1, clip.length]) });
    const most = Math.max(fewestTokens, Math.ceil((samples.length / rate) * tokensPerSecond));
    const tokens: number[] = [];
    let certainty = 0;
    let past = this.emptyPast();
    for (let next = begin; tokens.length < most;) {
      const given: Record<string, Ort.Tensor> = await this.decoder.run({
        input_ids: new Tensor('int64', BigInt64Array.from([BigInt(next)]), [1, 1]),
        encoder_hidden_states: heard!,
        use_cache_branch: new Tensor('bool', Uint8Array.from([tokens.length > 0 ? 1 : 0]), [1]),
        ...past,
      });
      const best = likeliest(given['logits']!.data as Float32Array);
      certainty += best.logProb;
      if (best.token === end) break;
      tokens.push((next = best.token));
      if (isLooping(tokens)) break;
      past = this.pastOf(given, past, tokens.length === 1);
    }
    return { text: this.words.decode(withoutLoop(tokens), false, false).trim(), confidence: Math.exp(certainty / (tokens.length + 1)) };
  }

  private emptyPast(): Record<string, Ort.Tensor> {
    const empty = () => new this.ort.Tensor('float32', new Float32Array(), [0, heads, 1, headDim]);
    return Object.fromEntries(pastNames.map((name) => [`past_key_values.${name}`, empty()]));
  }

  /** What the encoder side gave the first time stays: later answers leave it out. */
  private pastOf(given: Record<string, Ort.Tensor>, before: Record<string, Ort.Tensor>, first: boolean): Record<string, Ort.Tensor> {
    return Object.fromEntries(
      pastNames.map((name) => {
        const key = `past_key_values.${name}`;
        return [key, first || name.includes('decoder') ? given[`present.${name}`]! : before[key]!];
      }),
    );
  }
}

const pastNames = Array.from({ length: layers }, (_, layer) =>
  ['decoder.key', 'decoder.value', 'encoder.key', 'encoder.value'].map((part) => `${layer}.${part}`),
).flat();

function likeliest(logits: Float32Array): { token: number; logProb: number } {
  let token = 0;
  for (let at = 1; at < logits.length; at++) if (logits[at]! > logits[token]!) token = at;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - logits[token]!);
  return { token, logProb: -Math.log(sum) };
}

/** A model that goes round in circles says the same few tokens again and again. */
export function isLooping(tokens: readonly number[]): boolean {
  return loopLength(tokens) > 0;
}

/** What was said before the circle, and one round of it. */
export function withoutLoop(tokens: readonly number[]): number[] {
  const round = loopLength(tokens);
  if (round === 0) return [...tokens];
  return tokens.slice(0, tokens.length - round * (rounds(round) - 1));
}

const rounds = (length: number) => (length === 1 ? 6 : length < 4 ? 4 : 3);

function loopLength(tokens: readonly number[]): number {
  for (let length = 1; length <= 12; length++) {
    const span = length * rounds(length);
    if (tokens.length < span) continue;
    const tail = tokens.slice(-span);
    if (tail.every((token, at) => token === tail[at % length])) return length;
  }
  return 0;
}
