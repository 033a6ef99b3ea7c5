/** What every ADTS header of a stream says alike. */
export interface AacFormat {
  readonly profile: number;
  readonly rateIndex: number;
  readonly channels: number;
  /** Samples a second of the core; a decoder may give twice as many where high frequencies are added. */
  readonly rate: number;
}

const rates = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350];
const extended: readonly number[] = [5, 29];
const headerBytes = 7;

/** Samples of the core that a frame holds. */
export const frameSamples = 1024;

/** Reads an AudioSpecificConfig; nothing for what ADTS cannot say. */
export function adtsOf(config: Uint8Array): AacFormat | undefined {
  let at = 0;
  const bits = (count: number) => {
    let value = 0;
    for (let bit = 0; bit < count; bit++, at++) value = (value << 1) | (((config[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
    return value;
  };
  let kind = bits(5);
  const rateIndex = bits(4);
  const channels = bits(4);
  if (extended.includes(kind)) {
    bits(4);
    kind = bits(5);
  }
  const rate = rates[rateIndex];
  if (kind < 1 || kind > 4 || !rate || channels < 1 || channels > 7) return undefined;
  return { profile: kind - 1, rateIndex, channels, rate };
}

/** A frame with its header, as a stream has it. */
export function framed({ profile, rateIndex, channels }: AacFormat, frame: Uint8Array): Uint8Array {
  const length = frame.length + headerBytes;
  const out = new Uint8Array(length);
  out.set([
    0xff,
    0xf1,
    (profile << 6) | (rateIndex << 2) | (channels >> 2),
    ((channels & 3) << 6) | (length >> 11),
    (length >> 3) & 0xff,
    ((length & 7) << 5) | 0x1f,
    0xfc,
  ]);
  out.set(frame, headerBytes);
  return out;
}

/** The frames of a bare AAC stream, without their headers; what stands between them is passed over. Nothing where it holds none. */
export function streamedFrames(file: Uint8Array): { readonly format: AacFormat; readonly frames: readonly Uint8Array[] } | undefined {
  let format: AacFormat | undefined;
  const frames: Uint8Array[] = [];
  for (let at = 0; at + headerBytes <= file.length;) {
    const [first, second, third, fourth, fifth, sixth] = file.subarray(at, at + 6) as unknown as [number, number, number, number, number, number];
    const length = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
    const head = second & 1 ? headerBytes : headerBytes + 2;
    if (first !== 0xff || (second & 0xf6) !== 0xf0 || length <= head || at + length > file.length) {
      at += 1;
      continue;
    }
    const rateIndex = (third >> 2) & 15;
    const rate = rates[rateIndex];
    const channels = ((third & 1) << 2) | (fourth >> 6);
    if (!format && rate && channels > 0) format = { profile: third >> 6, rateIndex, channels, rate };
    frames.push(file.subarray(at + head, at + length));
    at += length;
  }
  return format && { format, frames };
}
