import { AppError } from '@rapport/kernel';
import { aacPcm } from './aac.js';
import { streamedFrames } from './adts.js';
import { ffmpegPcm } from './ffmpeg.js';
import { Growing } from './growing.js';
import { aacTrack } from './mp4.js';
import { longestMs, PcmCollector, type Pcm } from './pcm.js';
import type { FileKind } from './sniff.js';
import { StreamedSound } from './streamed-sound.js';
import { wavHead, type WavFormat } from './wav.js';

/** Takes a file in stretches, in order, and makes samples of it. */
export interface Sound {
  feed(bytes: Buffer): Promise<void> | void;
  end(): Promise<Pcm> | Pcm;
}

/** What decodes a kind of file. Throws `RECORDING_UNREADABLE` for a kind that nobody knows. */
export function soundOf(kind: FileKind): Sound {
  if (kind === 'wav') return new WavSound();
  if (kind === 'mp3' || kind === 'flac' || kind === 'ogg-opus' || kind === 'ogg-vorbis') return new StreamedSound(kind);
  if (kind === 'm4a') return new WholeSound((file) => pcmOf(aacTrack(file), file));
  if (kind === 'aac') return new WholeSound((file) => pcmOf(streamedFrames(file), file));
  if (kind === 'other-audio') return new WholeSound(ffmpegPcm);
  throw new AppError('unsupported', 'RECORDING_UNREADABLE');
}

function pcmOf(track: ReturnType<typeof aacTrack>, file: Buffer): Promise<Pcm> {
  return track ? aacPcm(track) : ffmpegPcm(file);
}

/** A file whose parts must all be there before any of it can be decoded. */
class WholeSound implements Sound {
  private readonly file = new Growing(512 * 1024 * 1024);

  constructor(private readonly decode: (file: Buffer) => Promise<Pcm>) {}

  feed(bytes: Buffer): void {
    this.file.add(bytes);
  }

  end(): Promise<Pcm> {
    return this.decode(Buffer.from(this.file.end()));
  }
}

/** PCM, A-law and µ-law as they come; another codec inside a WAV file is left to ffmpeg. */
class WavSound implements Sound {
  private rest: Buffer = Buffer.alloc(0);
  private format: WavFormat | undefined;
  private collector: PcmCollector | undefined;
  private other: WholeSound | undefined;
  private left = 0;

  feed(bytes: Buffer): void {
    if (this.other) return this.other.feed(bytes);
    this.rest = Buffer.concat([this.rest, bytes]);
    if (!this.format) this.begin(false);
    if (this.format) this.take(this.format);
  }

  async end(): Promise<Pcm> {
    if (!this.format && !this.other) this.begin(true);
    if (this.other) return this.other.end();
    this.take(this.format!);
    if (this.format!.dataBytes !== undefined && this.left > 0) throw new AppError('unsupported', 'RECORDING_TRUNCATED');
    return this.collector!.end();
  }

  private begin(isWhole: boolean): void {
    const head = wavHead(this.rest, isWhole);
    if (head === 'more') return;
    if (head === 'another codec') {
      this.other = new WholeSound(ffmpegPcm);
      this.other.feed(this.rest);
      return;
    }
    const { rate, channels, width, dataBytes, dataAt } = head;
    if (((dataBytes ?? 0) / (width * channels) / rate) * 1000 > longestMs) throw new AppError('unsupported', 'RECORDING_TOO_LONG');
    this.format = head;
    this.left = dataBytes ?? Infinity;
    this.collector = new PcmCollector(rate, channels);
    this.rest = this.rest.subarray(dataAt);
  }

  private take({ width, channels, read }: WavFormat): void {
    const frameBytes = width * channels;
    const frames = Math.floor(Math.min(this.rest.length, this.left) / frameBytes);
    if (frames > 0) {
      const tracks = Array.from({ length: channels }, (_, channel) =>
        Float32Array.from({ length: frames }, (__, frame) => read(this.rest, frame * frameBytes + channel * width)),
      );
      this.collector!.add(tracks);
    }
    const taken = Math.min(this.rest.length, this.left - frames * frameBytes < frameBytes ? this.left : frames * frameBytes);
    this.left -= taken;
    this.rest = this.left === 0 ? Buffer.alloc(0) : this.rest.subarray(taken);
  }
}
