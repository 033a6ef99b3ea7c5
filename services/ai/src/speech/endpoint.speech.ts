import { AppError } from '@rapport/kernel';
import { openClient, type ModelServer } from '../language-model/model-server.js';
import { isBabble, Speech, unsaidConfidence, type Clip, type Heard } from './speech.js';
import { wavOf } from './wav-file.js';

const rate = 16_000;

/** A model behind an OpenAI-compatible `/audio/transcriptions`. It is trusted with nothing: whatever is no text within the bounds of the clip is refused. */
export class EndpointSpeech extends Speech {
  readonly model: string;
  readonly modelVersion = 'endpoint';
  readonly languages = undefined;
  private client: ReturnType<typeof openClient> | undefined;

  constructor(private readonly server: ModelServer) {
    super();
    this.model = server.model;
  }

  async transcribe({ samples, language }: Clip, signal: AbortSignal): Promise<Heard> {
    const { toFile } = await import('openai');
    const client = await (this.client ??= openClient({ timeoutMs: 60_000, ...this.server }));
    const file = await toFile(wavOf(samples, rate), 'turn.wav', { type: 'audio/wav' });
    const asked = { file, model: this.model, response_format: 'verbose_json', temperature: 0, ...(language && { language: language.split('-')[0]! }) } as const;
    const answer: unknown = await client.audio.transcriptions.create(asked, { signal }).catch((cause: unknown) => {
      signal.throwIfAborted();
      throw new AppError('unavailable', 'SPEECH_UNREACHABLE', { retryAfterMs: 5000 }, { cause });
    });
    return heardIn(answer, samples.length / rate);
  }
}

/** Reads an answer. Throws `SPEECH_WRONG_ANSWER` for what is no transcription, and for more words than anybody says in so many seconds. */
function heardIn(answer: unknown, seconds: number): Heard {
  const { text, segments } = (answer ?? {}) as { text?: unknown; segments?: unknown };
  if (typeof text !== 'string' || isBabble(text, seconds)) throw new AppError('unavailable', 'SPEECH_WRONG_ANSWER');
  const odds = Array.isArray(segments) ? segments.flatMap((segment) => logProbOf(segment)) : [];
  const mean = odds.reduce((sum, odd) => sum + odd, 0) / odds.length;
  return { text: text.trim(), confidence: odds.length > 0 ? Math.min(1, Math.exp(mean)) : unsaidConfidence };
}

function logProbOf(segment: unknown): number[] {
  const odd = (segment as { avg_logprob?: unknown } | null)?.avg_logprob;
  return typeof odd === 'number' && Number.isFinite(odd) ? [odd] : [];
}
