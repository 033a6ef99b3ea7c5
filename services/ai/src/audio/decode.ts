import { AppError } from '@rapport/kernel';
import { ffmpegPcm } from './ffmpeg.js';
import { PcmCollector, type Pcm } from './pcm.js';
import { kindOf, mediaTypes, type FileKind } from './sniff.js';
import { wavFormat } from './wav.js';
import { streamDecoder } from './wasm-decoders.js';

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

/** Bytes that a decoder is given at once. */
const portion = 64 * 1024;

/** Decodes a whole file. Throws an `unsupported` AppError whose reason says what is wrong with the file. */
export async function decode(file: Buffer): Promise<Decoded> {
  if (file.length === 0) throw new AppError('unsupported', 'RECORDING_EMPTY');
  const kind = kindOf(file.subarray(0, 4096));
  const refusal = refusals[kind];
  if (refusal) throw new AppError('unsupported', refusal);
  const pcm = await pcmOf(kind, file);
  if ((pcm.channels[0]?.length ?? 0) === 0) throw new AppError('unsupported', 'RECORDING_EMPTY');
  return { pcm, mediaType: mediaTypes[kind] ?? 'application/octet-stream' };
}

async function pcmOf(kind: FileKind, file: Buffer): Promise<Pcm> {
  if (kind === 'wav') return wavPcm(file) ?? ffmpegPcm(file);
  if (kind === 'mp3' || kind === 'flac' || kind === 'ogg-opus' || kind === 'ogg-vorbis') return streamedPcm(kind, file);
  if (kind === 'm4a' || kind === 'other-audio') return ffmpegPcm(file);
  throw new AppError('unsupported', 'RECORDING_UNREADABLE');
}

function wavPcm(file: Buffer): Pcm | undefined {
  const format = wavFormat(file);
  if (!format) return undefined;
  const { rate, channels, width, read, dataAt, dataBytes } = format;
  const collector = new PcmCollector(rate, channels);
  const frames = Math.floor(dataBytes / (width * channels));
  for (let begin = 0; begin < frames; begin += portion) {
    const count = Math.min(portion, frames - begin);
    const tracks = Array.from({ length: channels }, () => new Float32Array(count));
    for (let frame = 0; frame < count; frame++) {
      const at = dataAt + (begin + frame) * width * channels;
      for (let channel = 0; channel < channels; channel++) tracks[channel]![frame] = read(file, at + channel * width);
    }
    collector.add(tracks);
  }
  return collector.end();
}

async function streamedPcm(kind: 'mp3' | 'flac' | 'ogg-opus' | 'ogg-vorbis', file: Buffer): Promise<Pcm> {
  const decoder = await streamDecoder(kind);
  let collector: PcmCollector | undefined;
  let failures = 0;
  const take = ({ channelData, samplesDecoded, sampleRate, errors = [] }: Awaited<ReturnType<typeof decoder.decode>>) => {
    failures += errors.length;
    if (samplesDecoded === 0 || channelData.length === 0) return;
    collector ??= new PcmCollector(sampleRate, channelData.length);
    collector.add(channelData);
  };
  try {
    for (let at = 0; at < file.length; at += portion) take(await decoder.decode(file.subarray(at, at + portion)));
    take(await decoder.flush());
  } finally {
    decoder.free();
  }
  if (!collector) throw new AppError('unsupported', 'RECORDING_UNREADABLE');
  if (failures > 50) throw new AppError('unsupported', 'RECORDING_DAMAGED');
  return collector.end();
}
