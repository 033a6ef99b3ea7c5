import { Injectable } from '@nestjs/common';
import { CallState } from '@rapport/contracts';
import { AppError, toAppError } from '@rapport/kernel';
import { Job, type JobHandler, type JobProgress, type Running } from '@rapport/persistence';
import type { Segment } from '../audio/segments.js';
import { WorkerProcess } from '../audio/worker-process.js';
import { isStrange, type Sample } from '../domain/strange-speech.js';
import { CallKeeper } from '../recordings/call.keeper.js';
import { MayAnalyse } from '../recordings/may-analyse.js';
import { Reading } from '../recordings/reading.js';
import { Recordings } from '../recordings/recordings.js';
import { Speech } from '../speech/speech.js';
import type { CallRow } from '../store/call.store.js';

/** Which call. */
export interface TranscribeInput {
  readonly callId: string;
}

type Work = Running<TranscribeInput>;

/** Failures that another attempt may not meet. */
const passing: readonly string[] = ['unavailable', 'internal', 'deadline'];

/**
 * From a recording to turns and proposals. Texts are kept with the turns alone, sealed with the customer's key, and never in the job's own steps;
 * what was transcribed before is not transcribed again, whoever died when.
 */
@Injectable()
@Job('transcribe-call')
export class TranscribeCall implements JobHandler<TranscribeInput> {
  constructor(
    private readonly keeper: CallKeeper,
    private readonly recordings: Recordings,
    private readonly speech: Speech,
    private readonly may: MayAnalyse,
    private readonly reading: Reading,
  ) {}

  async *run(job: Work): AsyncGenerator<JobProgress, void> {
    const audio = new WorkerProcess();
    try {
      yield* this.transcribe(job, audio);
    } catch (thrown) {
      await this.note(job, thrown);
      throw thrown;
    } finally {
      audio.stop();
    }
  }

  private async *transcribe(job: Work, audio: WorkerProcess): AsyncGenerator<JobProgress, void> {
    const call = await this.begin(job);
    yield { step: 'decode', done: 0, total: 1 };
    await this.keeper.move(job.call(), call.id, { state: CallState.DECODING, trouble: '' });
    for await (const piece of this.recordings.read(job.call(), call.id)) await audio.ask('feed', piece, job.signal);
    const decoded = await audio.ask('decode', undefined, job.signal);
    await this.keeper.move(job.call(), call.id, { state: CallState.FINDING_SPEECH, ...decoded });
    const segments = yield* job.step('find speech', () => audio.ask('segments', undefined, job.signal));
    if (segments.length === 0) throw new AppError('unsupported', 'NO_SPEECH');
    await this.keeper.move(job.call(), call.id, { state: CallState.TRANSCRIBING });
    yield* this.listen(job, audio, call, segments);
    await this.keeper.move(job.call(), call.id, { state: CallState.UNDERSTANDING });
    await this.may.assert(job.call(), call);
    yield { step: 'understand', done: 0, total: 1 };
    const read = await this.reading.understand(
      job.call(),
      await this.keeper.load(job.call(), call.id),
      await this.keeper.turnsOf(job.call(), call),
      job.signal,
    );
    yield* job.commit('understand', (tx) => this.keeper.finish(tx, call, read));
  }

  /** What must hold before anything is decoded. */
  private async begin(job: Work): Promise<CallRow> {
    const call = await this.keeper.load(job.call(), job.input.callId);
    await this.may.assert(job.call(), call);
    const { languages } = this.speech;
    if (call.language && languages && !languages.includes(call.language.split('-')[0]!)) throw new AppError('unsupported', 'LANGUAGE_NOT_INSTALLED');
    return call;
  }

  private async *listen(job: Work, audio: WorkerProcess, call: CallRow, segments: readonly Segment[]): AsyncGenerator<JobProgress, void> {
    const there = await this.keeper.turnsOf(job.call(), call);
    const known = new Set(there.map(nameOf));
    const heard: Sample[] = there.map((turn) => ({ ms: turn.endMs - turn.startMs, confidence: turn.confidence }));
    let doneMs = lengthOf(segments.filter((segment) => known.has(nameOf(segment))));
    await this.keeper.attempt(job.call(), call.id, doneMs, lengthOf(segments));
    yield* job.each('transcribe', segments, async (segment) => {
      if (known.has(nameOf(segment))) return;
      const { model, modelVersion, languages } = this.speech;
      const samples = await audio.ask('cut', segment, job.signal);
      const { text, confidence } = await this.speech.transcribe({ samples, language: call.language }, job.signal);
      if (text) heard.push({ ms: segment.endMs - segment.startMs, confidence });
      if (!call.language && languages?.length === 1 && isStrange(heard)) throw new AppError('unsupported', 'LANGUAGE_DOUBTFUL');
      doneMs += lengthOf([segment]);
      const language = call.language || (languages?.length === 1 ? languages[0]! : '');
      await this.keeper.keep(job.call(), call, { ...segment, text, confidence, model, modelVersion, language }, doneMs);
    });
  }

  /** Says on the call why it stopped; what will be tried again stands in line again. */
  private async note(job: Work, thrown: unknown): Promise<void> {
    const { code, reason } = toAppError(thrown);
    if (job.signal.aborted || code === 'cancelled') return;
    const isTriedAgain = passing.includes(code) && job.attempt < 5;
    const state = isTriedAgain ? CallState.WAITING : code === 'forbidden' || reason === 'AI_USE_OFF' ? CallState.REFUSED : CallState.FAILED;
    const trouble = code === 'internal' ? 'SPEECH_STOPPED' : reason;
    await this.keeper.move(job.call(), job.input.callId, { state, trouble }).catch(() => undefined);
  }
}

function nameOf({ startMs, channel }: Pick<Segment, 'startMs' | 'channel'>): string {
  return `${startMs}/${channel}`;
}

function lengthOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}
