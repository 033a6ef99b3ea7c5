import { Injectable } from '@nestjs/common';
import { CallState } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import { JobQueue, type Tx } from '@rapport/persistence';
import { Customers } from '../recordings/customers.js';
import { CallStore, type CallRow } from '../store/call.store.js';
import { RecordingStore } from '../store/recording.store.js';

const ended: readonly CallState[] = [CallState.FAILED, CallState.CANCELLED, CallState.REFUSED];

/** Whether there is something to try again: what stopped, and what is done without the model that is set. */
function canBeRetried({ state, trouble }: CallRow): boolean {
  return ended.includes(state) || (state === CallState.DONE && trouble !== '');
}

/** Begins, stops and begins again what is done with a call. */
@Injectable()
export class CallWork {
  constructor(
    private readonly calls: CallStore,
    private readonly recordings: RecordingStore,
    private readonly jobs: JobQueue,
    readonly customers: Customers,
  ) {}

  /** The recording is whole: its transcription stands in line. Again for a whole one is nothing. */
  async complete(tx: Tx, id: string): Promise<void> {
    await this.calls.assertWritable(tx, id);
    const recording = await this.recordings.find(tx, id);
    if (!recording) throw new AppError('conflict', 'RECORDING_MISSING');
    if (recording.whole) return;
    if ((await this.recordings.state(tx, recording)).missing.length > 0) throw new AppError('conflict', 'RECORDING_INCOMPLETE');
    await this.recordings.complete(tx, id);
    await this.enqueue(tx, id);
  }

  async cancel(tx: Tx, id: string): Promise<void> {
    await this.calls.assertWritable(tx, id);
    const job = await this.calls.jobOf(tx, id);
    if (!job || !(await this.jobs.stop(tx, job))) throw new AppError('conflict', 'CALL_BUSY', { params: { state: await this.stateOf(tx, id) } });
    await this.calls.move(tx, id, { state: CallState.CANCELLED });
  }

  async retry(tx: Tx, id: string): Promise<void> {
    const call = await this.calls.get(tx, id);
    const isWhole = (await this.recordings.find(tx, id))?.whole ?? false;
    if (!canBeRetried(call) || !isWhole) throw new AppError('conflict', 'CALL_BUSY', { params: { state: await this.stateOf(tx, id) } });
    await this.enqueue(tx, id);
  }

  private async enqueue(tx: Tx, id: string): Promise<void> {
    await this.calls.move(tx, id, { state: CallState.WAITING, trouble: '' });
    await this.calls.begin(tx, id, await this.jobs.enqueue(tx, 'transcribe-call', { callId: id }, { key: id }));
  }

  private async stateOf(tx: Tx, id: string): Promise<string> {
    return CallState[(await this.calls.get(tx, id)).state].toLowerCase().replaceAll('_', ' ');
  }
}
