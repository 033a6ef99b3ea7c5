import { AppError } from '@rapport/kernel';
import type { Pcm } from './pcm.js';
import { kindOf, mediaTypes, type FileKind } from './sniff.js';
import { soundOf, type Sound } from './sound.js';

/** A recording in samples. */
export interface Decoded {
  readonly pcm: Pcm;
  readonly mediaType: string;
}

const refusals: Partial<Record<FileKind, 'RECORDING_IS_VIDEO' | 'RECORDING_IS_TEXT' | 'RECORDING_IS_ARCHIVE'>> = {
  video: 'RECORDING_IS_VIDEO',
  text: 'RECORDING_IS_TEXT',
  archive: 'RECORDING_IS_ARCHIVE',
};

/** What tells a file's kind. */
const headBytes = 4096;

/** Decodes a file that comes in stretches, as it comes: what is told apart early is refused early. Throws an `unsupported` AppError whose reason says what is wrong with it. */
export class Decoding {
  private head: Buffer | undefined = Buffer.alloc(0);
  private kind: FileKind = 'unknown';
  private sound: Sound | undefined;

  async feed(bytes: Uint8Array): Promise<void> {
    const stretch = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (this.sound) return this.sound.feed(stretch);
    this.head = Buffer.concat([this.head!, stretch]);
    if (this.head.length >= headBytes) await this.begin();
  }

  async end(): Promise<Decoded> {
    if (!this.sound) await this.begin();
    const pcm = await this.sound!.end();
    if ((pcm.channels[0]?.length ?? 0) === 0) throw new AppError('unsupported', 'RECORDING_EMPTY');
    return { pcm, mediaType: mediaTypes[this.kind] ?? 'application/octet-stream' };
  }

  private async begin(): Promise<void> {
    const head = this.head!;
    if (head.length === 0) throw new AppError('unsupported', 'RECORDING_EMPTY');
    this.kind = kindOf(head.subarray(0, headBytes));
    const refusal = refusals[this.kind];
    if (refusal) throw new AppError('unsupported', refusal);
    this.sound = soundOf(this.kind);
    this.head = undefined;
    await this.sound.feed(head);
  }
}

/** Decodes a whole file. */
export async function decode(file: Buffer): Promise<Decoded> {
  const decoding = new Decoding();
  const stretch = 512 * 1024;
  for (let at = 0; at < file.length; at += stretch) await decoding.feed(file.subarray(at, at + stretch));
  return decoding.end();
}
