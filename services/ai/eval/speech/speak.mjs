// Makes the recordings beside it from calls.json, with two voices of the Flite synthesiser (Debian: apt-get install flite):
// node services/ai/eval/speech/speak.mjs flite
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rate = 8000;
const gapMs = 450;
const voices = { colleague: 'slt', customer: 'rms' };
const [program = 'flite', ...before] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'speak-'));
/** @type {Record<string, { who: 'colleague' | 'customer', text: string }[]>} */
const calls = JSON.parse(readFileSync(new URL('./calls.json', import.meta.url), 'utf8'));

for (const [name, turns] of Object.entries(calls)) {
  const spoken = turns.map(({ who, text }) => ({ channel: who === 'colleague' ? 0 : 1, samples: speak(voices[who], text) }));
  const gap = (gapMs * rate) / 1000;
  const length = spoken.reduce((sum, { samples }) => sum + samples.length + gap, gap);
  const frames = Buffer.alloc(length * 2, 0xff);
  let at = gap;
  for (const { channel, samples } of spoken) {
    samples.forEach((sample, index) => (frames[(at + index) * 2 + channel] = muLaw(sample)));
    at += samples.length + gap;
  }
  writeFileSync(new URL(`./${name}.wav`, import.meta.url), Buffer.concat([header(frames.length, 2), frames]));
  process.stdout.write(`${name}.wav ${(length / rate).toFixed(1)} s\n`);
}

/** 16-bit samples at 8 kHz. @param {string} voice @param {string} text @returns {number[]} */
function speak(voice, text) {
  const file = join(folder, 'turn.wav');
  execFileSync(program, [...before, '-voice', voice, '--setf', 'duration_stretch=1.15', '-t', text, '-o', file], { stdio: 'ignore' });
  const wav = readFileSync(file);
  const dataAt = wav.indexOf('data') + 8;
  const samples = Array.from({ length: Math.floor((wav.length - dataAt) / 2) }, (_, index) => wav.readInt16LE(dataAt + index * 2));
  // The voices speak at 16 kHz: the mean of neighbours is a low-pass that is good enough for a telephone.
  return Array.from({ length: Math.floor(samples.length / 2) }, (_, index) => ((samples[index * 2] ?? 0) + (samples[index * 2 + 1] ?? 0)) / 2);
}

/** @param {number} sample */
function muLaw(sample) {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(32_635, Math.abs(Math.round(sample))) + 0x84;
  const exponent = Math.max(0, 31 - Math.clz32(magnitude) - 7);
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0f)) & 0xff;
}

/** @param {number} bytes @param {number} channels */
function header(bytes, channels) {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(7, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * channels, 28);
  head.writeUInt16LE(channels, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(bytes, 40);
  return head;
}
