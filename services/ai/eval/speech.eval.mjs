import { existsSync, readFileSync } from 'node:fs';
import { decode } from '../src/audio/decode.js';
import { durationOf, floats } from '../src/audio/pcm.js';
import { resampled } from '../src/audio/resampler.js';
import { findSpeech } from '../src/audio/segments.js';
import { openVoiceDetector } from '../src/audio/voice-detector.js';
import { Moonshine } from '../src/speech/moonshine.js';
import { wavOf } from '../src/speech/wav-file.js';
import { errorsByTurn, round, wordErrorRate } from './word-errors.mjs';

/** @typedef {{ name: string, file: Buffer, turns: readonly { channel: number, text: string }[] }} Example */

const shared = new URL('../../../../../shared/data/speech/', import.meta.url);
const beside = new URL('../../../../shared/data/speech/', import.meta.url);

/** The speech that ships: word errors on calls that it never saw, words where nobody speaks, and how long a core works on a second of speech. */
export async function measure() {
  const detector = await openVoiceDetector();
  const model = await Moonshine.open();
  const rows = [];
  let spentMs = 0;
  let heardMs = 0;
  /** @param {Buffer} file */
  const hear = async (file) => {
    const begun = process.cpuUsage();
    const { pcm } = await decode(file);
    const heard = pcm.channels.map(() => '');
    for (const { channel, startMs, endMs } of await findSpeech(pcm, detector)) {
      const at = (/** @type {number} */ ms) => Math.floor((ms * pcm.rate) / 1000);
      const samples = resampled(floats(pcm.channels[channel].subarray(at(startMs), at(endMs))), pcm.rate, 16_000);
      heard[channel] += ` ${(await model.transcribe(samples)).text}`;
    }
    const { user, system } = process.cpuUsage(begun);
    spentMs += (user + system) / 1000;
    heardMs += durationOf(pcm);
    return heard;
  };
  for (const { name, file, turns } of examples()) {
    const heard = await hear(file);
    const counted = heard.flatMap((text, channel) =>
      errorsByTurn(
        turns.filter((turn) => turn.channel === channel).map((turn) => turn.text),
        text,
      ),
    );
    const rate = wordErrorRate(counted);
    // A robot's voice tells whether something broke, not how well people are understood.
    const most = name.startsWith('synthesised') ? 0.25 : 0.1;
    rows.push({ id: `speech-wer-${name}`, ...rate, goal: `value <= ${most}`, holds: rate.value <= most });
  }
  rows.push({ id: 'speech-real-time-per-core', value: round(spentMs / heardMs), n: rows.length, goal: 'value <= 0.12', holds: spentMs / heardMs <= 0.12 });
  const words = (await Promise.all([quiet(0), quiet(0.0005), quiet(0.01)].map(hear))).flat().join(' ').split(/\s+/).filter(Boolean).length;
  rows.push({ id: 'speech-words-in-silence', value: words, n: 3, goal: 'value = 0', holds: words === 0 });
  return rows;
}

/** @returns {Example[]} */
function examples() {
  const own = new URL('./speech/', import.meta.url);
  /** @type {Record<string, { who: string, text: string }[]>} */
  const calls = JSON.parse(readFileSync(new URL('calls.json', own), 'utf8'));
  const synthesised = Object.entries(calls).map(([name, turns]) => ({
    name: `synthesised-${name}`,
    file: readFileSync(new URL(`${name}.wav`, own)),
    turns: turns.map(({ who, text }) => ({ channel: who === 'colleague' ? 0 : 1, text })),
  }));
  const folder = [beside, shared].find((place) => existsSync(place));
  return folder ? [...synthesised, ...human(folder)] : synthesised;
}

/** @param {URL} folder @returns {Example[]} */
function human(folder) {
  /** @type {{ c: number, text: string }[]} */
  const turns = JSON.parse(readFileSync(new URL('call-stereo-8k.json', folder), 'utf8'));
  const call = { name: 'call-8k', file: readFileSync(new URL('call-stereo-8k.wav', folder)), turns: turns.map(({ c, text }) => ({ channel: c, text })) };
  const speech = 'And so my fellow Americans, ask not what your country can do for you, ask what you can do for your country';
  return [call, { name: 'clean', file: readFileSync(new URL('jfk.wav', folder)), turns: [{ channel: 0, text: speech }] }];
}

/** Half a minute of nothing, or of hiss. @param {number} loudness */
function quiet(loudness) {
  let seed = 11;
  const hiss = () => ((seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 30 - 1) * loudness;
  return wavOf(Float32Array.from({ length: 30 * 8000 }, hiss), 8000);
}
