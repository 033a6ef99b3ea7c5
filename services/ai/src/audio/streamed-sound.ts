import { AppError } from '@rapport/kernel';
import { longestMs, PcmCollector, type Pcm } from './pcm.js';
import { promisedIn, type Promised } from './promised.js';
import { streamDecoder, type DecodedPart, type StreamDecoder, type StreamedKind } from './wasm-decoders.js';

/** Bytes that a decoder is given at once. */
const portion = 64 * 1024;
/** An Ogg page is at most so long. */
const longestPage = 65_307;

/** MP3, FLAC and Ogg, decoded as they come. */
export class StreamedSound {
  private decoder: Promise<StreamDecoder> | undefined;
  private collector: PcmCollector | undefined;
  private promised: Promised = {};
  private tail: Buffer = Buffer.alloc(0);
  private bytes = 0;
  private samples = 0;
  private failures = 0;

  constructor(private readonly kind: StreamedKind) {}

  async feed(bytes: Buffer): Promise<void> {
    if (!this.decoder) this.promised = this.begin(bytes);
    const decoder = await (this.decoder ??= streamDecoder(this.kind));
    this.bytes += bytes.length;
    this.tail = Buffer.concat([this.tail, bytes]).subarray(-longestPage);
    for (let at = 0; at < bytes.length; at += portion) this.take(await decoder.decode(bytes.subarray(at, at + portion)));
  }

  async end(): Promise<Pcm> {
    const decoder = await this.decoder;
    try {
      if (decoder) this.take(await decoder.flush());
    } finally {
      decoder?.free();
    }
    const { bytes = 0, samples = 0 } = this.promised;
    if (this.bytes < bytes * 0.99 || this.samples < samples * 0.99 || this.isPageCut()) throw new AppError('unsupported', 'RECORDING_TRUNCATED');
    if (!this.collector) throw new AppError('unsupported', 'RECORDING_UNREADABLE');
    if (this.failures > 50) throw new AppError('unsupported', 'RECORDING_DAMAGED');
    return this.collector.end();
  }

  private begin(head: Buffer): Promised {
    const promised = promisedIn(this.kind, head);
    if (promised.samples && promised.rate && (promised.samples / promised.rate) * 1000 > longestMs) throw new AppError('unsupported', 'RECORDING_TOO_LONG');
    return promised;
  }

  private take({ channelData, samplesDecoded, sampleRate, errors = [] }: DecodedPart): void {
    this.failures += errors.length;
    if (samplesDecoded === 0 || channelData.length === 0) return;
    this.samples += samplesDecoded;
    this.collector ??= new PcmCollector(sampleRate, channelData.length);
    this.collector.add(channelData);
  }

  /** Whether the last page of an Ogg file ends after the file does. */
  private isPageCut(): boolean {
    if (!this.kind.startsWith('ogg')) return false;
    const at = this.tail.lastIndexOf('OggS');
    if (at < 0) return false;
    const pieces = this.tail[at + 26];
    if (pieces === undefined || at + 27 + pieces > this.tail.length) return true;
    const body = this.tail.subarray(at + 27, at + 27 + pieces).reduce((sum, length) => sum + length, 0);
    return at + 27 + pieces + body > this.tail.length;
  }
}
