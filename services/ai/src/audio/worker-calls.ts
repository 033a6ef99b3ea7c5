import type { Heard } from '../speech/speech.js';
import type { Segment } from './segments.js';

/** What a worker process can be asked, by name: what it takes and what it gives. */
export interface WorkerCalls {
  /** Takes and decodes a stretch of the file, in order. */
  feed: { takes: Uint8Array; gives: void };
  /** The file was fed whole: what it holds. */
  decode: { takes: void; gives: { readonly durationMs: number; readonly channels: number; readonly mediaType: string } };
  /** Where somebody speaks. */
  segments: { takes: void; gives: readonly Segment[] };
  /** The samples of a segment, at 16 kHz. */
  cut: { takes: Segment; gives: Float32Array };
  /** The words of a clip at 16 kHz, by the model in a folder, or by the one that ships. */
  hear: { takes: { readonly samples: Float32Array; readonly language: string; readonly folder: string }; gives: Heard };
}

/** A question to a worker process. */
export interface WorkerAsk {
  readonly id: number;
  readonly name: keyof WorkerCalls;
  readonly given: unknown;
}

/** Its answer: what it gives, or the reason of an `AppError` that it threw, or that it failed. */
export type WorkerAnswer = { readonly id: number } & ({ readonly value: unknown } | { readonly reason: string } | { readonly failed: string });
