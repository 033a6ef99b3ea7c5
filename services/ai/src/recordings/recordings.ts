import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError, type CallContext } from '@rapport/kernel';
import { FileStore, pieceBytes, SealedFiles, UnitOfWork, type Tx } from '@rapport/persistence';
import { CallStore } from '../store/call.store.js';
import { RecordingStore, type RecordingRow } from '../store/recording.store.js';

/** One part of an upload. */
export interface Part {
  readonly offset: number;
  readonly sha256: string;
  readonly content: Uint8Array;
}

/** Recordings of calls: their rows in the database and their sealed pieces in the file store, which is never asked inside a unit of work. */
@Injectable()
export class Recordings {
  private readonly files: SealedFiles;

  constructor(
    private readonly work: UnitOfWork,
    private readonly calls: CallStore,
    private readonly rows: RecordingStore,
    files: FileStore,
  ) {
    this.files = new SealedFiles(files, 'ai.recordings');
  }

  /** Begins or goes on with an upload; the id of the file that it takes the place of, to be removed after the commit. */
  async begin(tx: Tx, callId: string, size: number): Promise<string | undefined> {
    await this.calls.assertWritable(tx, callId);
    const { contactId } = await this.calls.get(tx, callId);
    if ((await this.rows.find(tx, callId))?.whole) throw new AppError('conflict', 'RECORDING_WHOLE');
    return this.rows.begin(tx, callId, contactId, size);
  }

  /** Keeps one part; `call` bears no key of idempotency, for the same part again is the same. The bytes are kept first: a part that is noted is there. */
  async put(call: CallContext, callId: string, { offset, sha256, content }: Part): Promise<void> {
    const { recording, lease } = await this.work.read(call, async (tx) => {
      await this.calls.assertWritable(tx, callId);
      const found = await this.rows.find(tx, callId);
      if (!found) throw new AppError('conflict', 'RECORDING_MISSING');
      if (found.whole) throw new AppError('conflict', 'RECORDING_WHOLE');
      return { recording: found, lease: await this.rows.key(tx, found.contactId) };
    });
    using key = lease;
    assertFits(recording, offset, content);
    if (sha256 && sha256.toLowerCase() !== createHash('sha256').update(content).digest('hex')) throw new AppError('conflict', 'RECORDING_PART_DAMAGED');
    const number = offset / pieceBytes;
    await this.files.put(key.deks[0]!, fileOf(call, recording), number, content);
    await this.work.run(call, (tx) => this.rows.put(tx, recording.id, number, content.length));
  }

  /** The whole recording, piece by piece. Throws `RECORDING_MISSING` when a piece is gone. */
  async *read(call: CallContext, callId: string, from = 0): AsyncGenerator<Uint8Array> {
    const { recording, lease } = await this.whole(call, callId);
    using key = lease;
    for (let number = Math.floor(from / pieceBytes); number * pieceBytes < recording.size; number += 1) {
      const piece = await this.files.get(key.deks[0]!, fileOf(call, recording), number);
      if (!piece) throw new AppError('not_found', 'RECORDING_MISSING');
      yield number * pieceBytes < from ? piece.subarray(from % pieceBytes) : piece;
    }
  }

  async sizeOf(call: CallContext, callId: string): Promise<number> {
    const { recording, lease } = await this.whole(call, callId);
    lease.release();
    return recording.size;
  }

  remove(call: CallContext, id: string): Promise<void> {
    return this.files.remove({ tenant: call.tenant, id });
  }

  private whole(call: CallContext, callId: string) {
    return this.work.read(call, async (tx) => {
      await this.calls.assertVisible(tx, callId);
      const recording = await this.rows.find(tx, callId);
      if (!recording?.whole) throw new AppError('conflict', 'RECORDING_MISSING');
      return { recording, lease: await this.rows.key(tx, recording.contactId) };
    });
  }
}

function fileOf({ tenant }: CallContext, { id, contactId }: RecordingRow) {
  return { tenant, id, subject: contactId };
}

function assertFits({ size }: RecordingRow, offset: number, content: Uint8Array): void {
  const expected = Math.min(pieceBytes, size - offset);
  if (offset % pieceBytes === 0 && offset < size && content.length === expected) return;
  throw new AppError('conflict', 'RECORDING_PART_WRONG', { params: { expected: Math.max(0, expected), part: pieceBytes } });
}
