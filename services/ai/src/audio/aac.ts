import type { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AppError } from '@rapport/kernel';
import { framed, frameSamples } from './adts.js';
import type { AacTrack } from './mp4.js';
import { longestMs, PcmCollector, type Pcm } from './pcm.js';

/** Frames that are decoded at once, some seconds of sound: so much memory and no more. */
const portion = 1500;
/** A decoder needs the frame before to be right, and keeps its last one to itself. */
const lead = 1;

interface Sound {
  readonly rate: number;
  readonly channels: Float32Array[];
}

/** Decodes AAC frames, portion by portion. */
export async function aacPcm({ format, frames }: AacTrack): Promise<Pcm> {
  if ((frames.length * frameSamples * 1000) / format.rate > longestMs + 1000) throw new AppError('unsupported', 'RECORDING_TOO_LONG');
  const decode = await openDecoder();
  let collector: PcmCollector | undefined;
  let rate = 0;
  for (let from = 0; from < frames.length; from += portion) {
    const before = Math.min(lead, from);
    const wanted = frames.slice(from - before, from + portion + 1);
    if (from + portion >= frames.length) wanted.push(frames.at(-1)!);
    const sound = await decode(Buffer.concat(wanted.map((frame) => framed(format, frame))));
    const perFrame = (frameSamples * sound.rate) / format.rate;
    const end = before + Math.min(portion, frames.length - from);
    rate ||= sound.rate;
    collector ??= new PcmCollector(rate, sound.channels.length);
    if (sound.rate !== rate || sound.channels[0]!.length < (end - before) * perFrame * 0.5) throw new AppError('unsupported', 'RECORDING_DAMAGED');
    collector.add(sound.channels.map((channel) => channel.subarray(before * perFrame, end * perFrame)));
  }
  if (!collector) throw new AppError('unsupported', 'RECORDING_EMPTY');
  return collector.end();
}

/** A decoder of whole pieces; each runs in a machine of its own, which a broken file cannot leave. */
async function openDecoder(): Promise<(adts: Buffer) => Promise<Sound>> {
  const { getAudioDecoder } = await forNode(() => import('audio-file-decoder'));
  const machine = readFileSync(createRequire(import.meta.url).resolve('audio-file-decoder/decode-audio.wasm'), 'base64');
  return async (adts) => {
    try {
      const copy = new Uint8Array(adts).buffer;
      const decoder = await forNode(() => getAudioDecoder(`data:application/wasm;base64,${machine}`, copy));
      const { sampleRate: rate, channelCount: count } = decoder;
      const woven = decoder.decodeAudioData(0, -1, { multiChannel: true });
      decoder.dispose();
      if (rate < 4000 || count < 1) throw new Error('It holds no sound');
      const channels = Array.from({ length: count }, (_, channel) =>
        Float32Array.from({ length: woven.length / count }, (__, at) => woven[at * count + channel]!),
      );
      return { rate, channels };
    } catch (cause) {
      throw new AppError('unsupported', 'RECORDING_DAMAGED', {}, { cause });
    }
  };
}

/**
 * The package was made for browsers and old modules: it wants two names that modules do not have, prints what it thinks of a file, and leaves
 * listeners that only throw again.
 */
async function forNode<T>(load: () => Promise<T>): Promise<T> {
  const place: { __dirname?: string; require?: NodeJS.Require } = globalThis;
  const here: EventEmitter = process;
  const kept = crashes.map((event) => new Set(here.listeners(event)));
  const voice = globalThis.console;
  const { warn } = voice;
  Object.assign(place, { __dirname: '/', require: createRequire(import.meta.url) });
  voice.warn = () => undefined;
  try {
    return await load();
  } finally {
    voice.warn = warn;
    delete place.__dirname;
    delete place.require;
    for (const [index, event] of crashes.entries())
      for (const one of here.listeners(event)) if (!kept[index]!.has(one)) here.off(event, one as (...given: unknown[]) => void);
  }
}

const crashes = ['uncaughtException', 'unhandledRejection'];
