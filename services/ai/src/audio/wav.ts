import { AppError } from '@rapport/kernel';

/** How the samples of a WAV file lie in it. */
export interface WavFormat {
  readonly rate: number;
  readonly channels: number;
  /** Bytes of one sample of one channel. */
  readonly width: number;
  readonly read: (bytes: Buffer, at: number) => number;
  readonly dataAt: number;
  /** Bytes of samples; nothing for a file that was written while it was recorded: all that follows. */
  readonly dataBytes: number | undefined;
}

interface Said {
  readonly codec: number;
  readonly channels: number;
  readonly rate: number;
  readonly bits: number;
}

/** Pictures and texts may stand before the samples; more than this makes no sense. */
const mostHeadBytes = 4 * 1024 * 1024;

const pcm = 1;
const float = 3;
const aLaw = 6;
const muLaw = 7;
const extensible = 0xfffe;

/** What the beginning of a WAV file tells: where its samples begin and how they lie, that more of it is needed, or that its codec is another. */
export type WavHead = WavFormat | 'more' | 'another codec';

/**
 * Reads the beginning of a WAV file of PCM (8, 16, 24, 32 bit), float, A-law or µ-law. Throws `RECORDING_UNREADABLE` for a header that makes no sense and
 * `RECORDING_TRUNCATED` when the file, so many bytes if that is known, ends before its samples begin.
 */
export function wavHead(file: Buffer, isWhole: boolean): WavHead {
  let format: Said | undefined;
  for (let at = 12; at + 8 <= file.length;) {
    const name = file.toString('latin1', at, at + 4);
    const length = file.readUInt32LE(at + 4);
    const body = at + 8;
    if (name === 'fmt ' && body + Math.min(length, 40) <= file.length) format = readFormat(file, body, length);
    if (name === 'data') return withData(format, body, length);
    at = body + length + (length % 2);
  }
  if (!isWhole && file.length < mostHeadBytes) return 'more';
  throw new AppError('unsupported', format ? 'RECORDING_TRUNCATED' : 'RECORDING_UNREADABLE');
}

function readFormat(file: Buffer, at: number, length: number): Said | undefined {
  if (length < 16) return undefined;
  const said = file.readUInt16LE(at);
  const codec = said === extensible && length >= 40 && at + 26 <= file.length ? file.readUInt16LE(at + 24) : said;
  return { codec, channels: file.readUInt16LE(at + 2), rate: file.readUInt32LE(at + 4), bits: file.readUInt16LE(at + 14) };
}

function withData(format: Said | undefined, dataAt: number, length: number): WavHead {
  if (!format || format.channels < 1 || format.channels > 8 || format.rate < 4000 || format.rate > 192_000)
    throw new AppError('unsupported', 'RECORDING_UNREADABLE');
  const read = readers[`${format.codec}/${format.bits}`];
  if (!read) return 'another codec';
  const isOpen = length === 0 || length >= 0xffff_ff00;
  return { rate: format.rate, channels: format.channels, width: format.bits / 8, read, dataAt, dataBytes: isOpen ? undefined : length };
}

const readers: Readonly<Record<string, (bytes: Buffer, at: number) => number>> = {
  [`${pcm}/8`]: (bytes, at) => (bytes[at]! - 128) / 128,
  [`${pcm}/16`]: (bytes, at) => bytes.readInt16LE(at) / 32768,
  [`${pcm}/24`]: (bytes, at) => bytes.readIntLE(at, 3) / 8_388_608,
  [`${pcm}/32`]: (bytes, at) => bytes.readInt32LE(at) / 2_147_483_648,
  [`${float}/32`]: (bytes, at) => bytes.readFloatLE(at),
  [`${aLaw}/8`]: (bytes, at) => aLawTable[bytes[at]!]!,
  [`${muLaw}/8`]: (bytes, at) => muLawTable[bytes[at]!]!,
};

const muLawTable = Float32Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff;
  const magnitude = (((bits & 0x0f) << 3) + 0x84) << ((bits & 0x70) >> 4);
  return ((bits & 0x80 ? 0x84 - magnitude : magnitude - 0x84) * 1) / 32768;
});

const aLawTable = Float32Array.from({ length: 256 }, (_, code) => {
  const bits = code ^ 0x55;
  const exponent = (bits & 0x70) >> 4;
  const mantissa = (bits & 0x0f) << 4;
  const magnitude = exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
  return (bits & 0x80 ? magnitude : -magnitude) / 32768;
});
