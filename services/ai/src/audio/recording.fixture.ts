import { readFileSync } from 'node:fs';

const folder = new URL('../../eval/speech/', import.meta.url);

/** One sentence of a synthesised customer, 4.3 s, encoded in some way; its colleague says nothing in the other channel where there are two. */
export function encoded(name: string): Buffer {
  return readFileSync(new URL(`formats/${name}`, folder));
}

/** A whole synthesised call, µ-law at 8 kHz in two channels. */
export function wholeCall(): Buffer {
  return readFileSync(new URL('renewal.wav', folder));
}

/** The same sentence cut out of the call: µ-law in two channels. */
export function muLawSentence(): Buffer {
  const call = wholeCall();
  return wav(call.subarray(44 + 12.3 * 16_000, 44 + 16.6 * 16_000), { codec: 7, channels: 2, rate: 8000, bits: 8 });
}

/** A WAV file around samples; `promised` bytes in its header where it is to lie. */
export function wav(
  data: Buffer,
  { codec, channels, rate, bits }: { readonly codec: number; readonly channels: number; readonly rate: number; readonly bits: number },
  promised = data.length,
): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + promised, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(codec, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE((rate * channels * bits) / 8, 28);
  head.writeUInt16LE((channels * bits) / 8, 32);
  head.writeUInt16LE(bits, 34);
  head.write('data', 36);
  head.writeUInt32LE(promised, 40);
  return Buffer.concat([head, data]);
}

/** Sound of a formula, one channel of 16 bit at 8 kHz. */
export function played(seconds: number, sample: (second: number) => number): Buffer {
  const data = Buffer.alloc(seconds * 16_000);
  for (let at = 0; at < seconds * 8000; at++) data.writeInt16LE(Math.round(sample(at / 8000) * 32_000), at * 2);
  return wav(data, { codec: 1, channels: 1, rate: 8000, bits: 16 });
}

/** Bytes that look like nothing, the same every time: what something encrypted looks like. */
export function noise(bytes: number): Buffer {
  let seed = 7;
  return Buffer.from(Array.from({ length: bytes }, () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) >> 16));
}
