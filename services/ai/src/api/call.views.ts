import { Injectable } from '@nestjs/common';
import { CallSchema, CallState, FilePartSchema, Speaker, TranscriptSchema, wire, type Call, type PlayRecordingRequest } from '@rapport/contracts';
import { create } from '@bufbuild/protobuf';
import { AppError, sentence, type CallContext, type Reason } from '@rapport/kernel';
import { pieceBytes, UnitOfWork, type Tx } from '@rapport/persistence';
import { reckoned } from '../domain/call.js';
import { colleagueChannelOf } from '../recordings/channels.js';
import { Recordings } from '../recordings/recordings.js';
import { doubtfulBelow } from '../speech/speech.js';
import { CallStore, type CallRow } from '../store/call.store.js';
import { RecordingStore } from '../store/recording.store.js';
import { TurnStore, type TurnRow } from '../store/turn.store.js';

const atWork: readonly CallState[] = [CallState.DECODING, CallState.FINDING_SPEECH, CallState.TRANSCRIBING, CallState.UNDERSTANDING];
const ended: readonly CallState[] = [CallState.DONE, CallState.FAILED, CallState.CANCELLED, CallState.REFUSED];

/** What is answered about calls. */
@Injectable()
export class CallViews {
  constructor(
    private readonly work: UnitOfWork,
    private readonly calls: CallStore,
    private readonly rows: RecordingStore,
    private readonly turns: TurnStore,
    private readonly recordings: Recordings,
  ) {}

  async one(tx: Tx, record: CallRow): Promise<Call> {
    return (await this.many(tx, [record]))[0]!;
  }

  /** Calls with what is worked out as they are shown: how far they are, and what is wrong in words. */
  async many(tx: Tx, records: readonly CallRow[]): Promise<Call[]> {
    const working = records.filter(({ state }) => atWork.includes(state)).map(({ id }) => id);
    const progress = await this.calls.progressOf(tx, working);
    return records.map((record) => {
      const { percent, leftMs } = progress.has(record.id)
        ? reckoned(progress.get(record.id)!)
        : { percent: record.state === CallState.DONE ? 100 : 0, leftMs: 0 };
      const advice = record.trouble ? sentence(tx.call.locale, record.trouble as Reason) : '';
      return wire(CallSchema, { ...record, percent, leftMs, advice });
    });
  }

  async recording(tx: Tx, id: string) {
    await this.calls.assertVisible(tx, id);
    const recording = await this.rows.find(tx, id);
    if (!recording) return { callId: id, size: 0, partBytes: pieceBytes, missing: [], received: 0, whole: false };
    const { missing, received } = await this.rows.state(tx, recording);
    return { callId: id, size: recording.size, partBytes: pieceBytes, missing: missing.map((number) => number * pieceBytes), received, whole: recording.whole };
  }

  transcript(call: CallContext, id: string) {
    return this.work.read(call, async (tx) => {
      const record = await this.calls.get(tx, id);
      const turns = await this.turns.list(tx, id, record.contactId);
      const seen = tx.call.rights.sees('FREE_TEXT');
      const { model = '', modelVersion = '', language = record.language } = turns[0] ?? {};
      tx.audit({ action: 'read', noun: 'call', ids: [id], fields: ['transcript'] });
      const shown = turns.map((turn, number) => ({
        number,
        speaker: speakerOf(record, turn),
        startMs: turn.startMs,
        endMs: turn.endMs,
        confidence: turn.confidence,
        text: seen ? turn.text : '',
        doubtful: turn.confidence < doubtfulBelow,
      }));
      return wire(TranscriptSchema, { callId: id, turns: shown, language, model, modelVersion, whole: ended.includes(record.state) });
    });
  }

  /** The bytes that a player asks for, in messages that the broker takes. */
  async *play(call: CallContext, { id, first, last }: PlayRecordingRequest) {
    const size = await this.recordings.sizeOf(call, id);
    const { mediaType } = await this.work.read(call, (tx) => this.calls.get(tx, id));
    const from = first === undefined ? 0 : first < 0n ? Math.max(0, size + Number(first)) : Number(first);
    if (from >= size) throw new AppError('invalid', 'RECORDING_RANGE');
    const end = last === undefined ? size : Math.min(size, Number(last) + 1);
    let offset = from;
    for await (const piece of this.recordings.read(call, id, from)) {
      const content = piece.subarray(0, end - offset);
      yield create(FilePartSchema, {
        content: new Uint8Array(content),
        offset: BigInt(offset),
        total: BigInt(size),
        type: mediaType || 'application/octet-stream',
      });
      offset += content.length;
      if (offset >= end) return;
    }
  }
}

function speakerOf(call: CallRow, { channel }: TurnRow): Speaker {
  const colleague = colleagueChannelOf(call);
  if (colleague === undefined) return Speaker.UNSPECIFIED;
  return channel === colleague ? Speaker.COLLEAGUE : Speaker.CUSTOMER;
}
