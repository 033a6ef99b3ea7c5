import { Injectable } from '@nestjs/common';
import { AiUse, CallState, CallTranscribedSchema } from '@rapport/contracts';
import { AppError, toAppError } from '@rapport/kernel';
import { Job, UnitOfWork, type JobHandler, type JobProgress, type Running } from '@rapport/persistence';
import { WorkerProcess } from '../audio/worker-process.js';
import type { Segment } from '../audio/segments.js';
import { Recordings } from '../recordings/recordings.js';
import { Speech } from '../speech/speech.js';
import { AiLedgerStore } from '../store/ai-ledger.store.js';
import { AiSwitchStore } from '../store/ai-switch.store.js';
import { CallStore, type CallChange, type CallRow } from '../store/call.store.js';
import { TurnStore } from '../store/turn.store.js';

/** Which call. */
export interface TranscribeInput {
  readonly callId: string;
}

type Work = Running<TranscribeInput>;

/** Silence that a detector took for speech. */
const unheardMs = 1500;
/** A model that is less sure than this of the first half minute does not know the language. */
const strangeBelow = 0.5;

/**
 * From a recording to turns: decode, find speech, transcribe turn by turn. Texts are kept with the turns alone, sealed with the customer's key, and never in the job's own steps;
 * what was transcribed before is not transcribed again, whoever died when.
 */
@Injectable()
@Job('transcribe-call')
export class TranscribeCall implements JobHandler<TranscribeInput> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly calls: CallStore,
    private readonly turns: TurnStore,
    private readonly recordings: Recordings,
    private readonly speech: Speech,
    private readonly switches: AiSwitchStore,
    private readonly ledger: AiLedgerStore,
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
    await this.move(job, { state: CallState.DECODING, trouble: '' });
    for await (const piece of this.recordings.read(job.call(), call.id)) await audio.ask('feed', piece, job.signal);
    const { durationMs, channels, mediaType } = await audio.ask('decode', undefined, job.signal);
    await this.move(job, { state: CallState.FINDING_SPEECH, durationMs, channels, mediaType });
    const segments = yield* job.step('find speech', () => audio.ask('segments', undefined, job.signal));
    if (segments.length === 0) throw new AppError('unsupported', 'NO_SPEECH');
    await this.move(job, { state: CallState.TRANSCRIBING });
    yield* this.listen(job, audio, call, segments);
    yield* job.commit('tell', async (tx) => {
      const turns = await this.turns.list(tx, call.id, call.contactId);
      if (!turns.some(({ text }) => text)) throw new AppError('unsupported', 'NO_SPEECH');
      const language = call.language || turns[0]!.language;
      const { ownerId: owner, teamId: team } = call;
      await this.calls.move(tx, call.id, { state: CallState.DONE, language });
      const { model, modelVersion } = turns[0]!;
      const result = { use: AiUse.TRANSCRIPTION, kind: 'transcript', outputId: call.id, output: turns.map(({ text }) => text).join('\n'), model, modelVersion };
      this.ledger.note(tx, { ...result, subject: { noun: 'contact', id: call.contactId }, inputIds: [call.id], evidenceIds: [] });
      tx.say(CallTranscribedSchema, { callId: call.id, contactId: call.contactId, language, turns: turns.length }, { owner, team });
    });
  }

  /** What must hold before anything is decoded. */
  private async begin(job: Work): Promise<CallRow> {
    const call = await this.work.read(job.call(), async (tx) => {
      await this.switches.assertOn(tx, AiUse.TRANSCRIPTION);
      return this.calls.get(tx, job.input.callId);
    });
    const { languages } = this.speech;
    if (call.language && languages && !languages.includes(call.language.split('-')[0]!)) throw new AppError('unsupported', 'LANGUAGE_NOT_INSTALLED');
    return call;
  }

  private async *listen(job: Work, audio: WorkerProcess, call: CallRow, segments: readonly Segment[]): AsyncGenerator<JobProgress, void> {
    const there = await this.work.read(job.call(), (tx) => this.turns.list(tx, call.id, call.contactId));
    const known = new Set(there.map(({ startMs, channel }) => `${startMs}/${channel}`));
    const heard: Sample[] = there.map(({ startMs, endMs, confidence }) => ({ ms: endMs - startMs, confidence }));
    const lengthOf = (some: readonly Segment[]) => some.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    const total = lengthOf(segments);
    let done = lengthOf(segments.filter(({ startMs, channel }) => known.has(`${startMs}/${channel}`)));
    await this.work.run(job.call(), (tx) => this.calls.attempt(tx, call.id, done, total));
    yield* job.each('transcribe', segments, async (segment) => {
      if (known.has(`${segment.startMs}/${segment.channel}`)) return;
      const { text, confidence } = await this.hear(job, audio, call, segment);
      if (text) heard.push({ ms: segment.endMs - segment.startMs, confidence });
      if (!call.language && isStrange(heard, this.speech)) throw new AppError('unsupported', 'LANGUAGE_DOUBTFUL');
      done += segment.endMs - segment.startMs;
      await this.keep(job, call, { ...segment, text, confidence }, done);
    });
  }

  private async hear(job: Work, audio: WorkerProcess, call: CallRow, segment: Segment) {
    const samples = await audio.ask('cut', segment, job.signal);
    return this.speech.transcribe({ samples, language: call.language }, job.signal);
  }

  private async keep(
    job: Work,
    call: CallRow,
    { text, confidence, ...segment }: Segment & { text: string; confidence: number },
    doneMs: number,
  ): Promise<void> {
    await this.work.run(job.call(), async (tx) => {
      await this.calls.advance(tx, call.id, doneMs);
      this.calls.say(tx, { ...call, state: CallState.TRANSCRIBING });
      if (!text && segment.endMs - segment.startMs < unheardMs) return;
      const { model, modelVersion, languages } = this.speech;
      await this.turns.put(tx, call.id, call.contactId, {
        ...segment,
        text,
        confidence,
        model,
        modelVersion,
        language: call.language || (languages?.[0] ?? ''),
      });
    });
  }

  private async move(job: Work, change: CallChange): Promise<void> {
    const isWanted = await this.work.run(job.call(), (tx) => this.calls.move(tx, job.input.callId, change));
    if (!isWanted) throw new AppError('cancelled', 'CANCELLED');
  }

  /** Says on the call why it stopped; what will be tried again says so by its state. */
  private async note(job: Work, thrown: unknown): Promise<void> {
    if (job.signal.aborted) return;
    const { code, reason } = toAppError(thrown);
    const isPassing = code === 'unavailable' || code === 'internal' || code === 'deadline';
    const state = isPassing ? CallState.WAITING : reason === 'AI_USE_OFF' || reason === 'ANALYSIS_REFUSED' ? CallState.REFUSED : CallState.FAILED;
    if (code === 'cancelled') return;
    await this.work
      .run(job.call(), (tx) => this.calls.move(tx, job.input.callId, { state, trouble: isPassing && code === 'internal' ? 'SPEECH_STOPPED' : reason }))
      .catch(() => undefined);
  }
}

interface Sample {
  readonly ms: number;
  readonly confidence: number;
}

/** Whether what was heard so far is no language that the model knows; asked once there is half a minute of it. */
function isStrange(heard: readonly Sample[], { languages }: Speech): boolean {
  const ms = heard.reduce((sum, one) => sum + one.ms, 0);
  if (!languages || ms < 30_000 || ms > 60_000) return false;
  return heard.reduce((sum, one) => sum + one.ms * one.confidence, 0) / ms < strangeBelow;
}
