import { AppError } from '@rapport/kernel';
import { FolderModel } from '../speech/folder-model.js';
import { Moonshine } from '../speech/moonshine.js';
import type { Heard } from '../speech/speech.js';
import { Decoding, type Decoded } from './decode.js';
import { durationOf, floats } from './pcm.js';
import { resampled } from './resampler.js';
import { findSpeech, type Segment } from './segments.js';
import { openVoiceDetector } from './voice-detector.js';
import type { WorkerAsk, WorkerCalls } from './worker-calls.js';

// A process of its own: no model and no decoder holds up whoever waits for an answer, and a file that breaks one breaks one job.

type Handlers = {
  readonly [Name in keyof WorkerCalls]: (given: WorkerCalls[Name]['takes']) => Promise<WorkerCalls[Name]['gives']> | WorkerCalls[Name]['gives'];
};

let decoding = new Decoding();
let decoded: Decoded | undefined;
let model: Promise<{ transcribe(samples: Float32Array, language: string): Promise<Heard> }> | undefined;

const handlers: Handlers = {
  feed: (bytes) => decoding.feed(bytes),
  decode: async () => {
    decoded = await decoding.end();
    decoding = new Decoding();
    const { pcm, mediaType } = decoded;
    return { durationMs: durationOf(pcm), channels: pcm.channels.length, mediaType };
  },
  segments: async () => findSpeech(decoded!.pcm, await openVoiceDetector()),
  cut: ({ channel, startMs, endMs }: Segment) => {
    const { rate, channels } = decoded!.pcm;
    const at = (ms: number) => Math.floor((ms * rate) / 1000);
    return resampled(floats(channels[channel]!.subarray(at(startMs), at(endMs))), rate, 16_000);
  },
  hear: async ({ samples, language, folder }) => (await (model ??= folder ? FolderModel.open(folder) : Moonshine.open())).transcribe(samples, language),
};

process.on('message', async ({ id, name, given }: WorkerAsk) => {
  const answer = (body: object) => process.send!({ id, ...body });
  try {
    answer({ value: await (handlers[name] as (given: unknown) => unknown)(given) });
  } catch (thrown) {
    answer(thrown instanceof AppError ? { reason: thrown.reason } : { failed: thrown instanceof Error ? thrown.message : String(thrown) });
  }
});
process.on('disconnect', () => process.exit());
