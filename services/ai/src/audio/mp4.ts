import { AppError } from '@rapport/kernel';
import { adtsOf, type AacFormat } from './adts.js';

/** The sound of an MP4 file as AAC frames, each a view of the file. */
export interface AacTrack {
  readonly format: AacFormat;
  readonly frames: readonly Uint8Array[];
}

interface Box {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** The file ends before it does. */
  readonly isCut: boolean;
}

/**
 * Finds the AAC track of an MP4 file; nothing where its sound is of another kind, or in fragments. Throws an `unsupported` AppError for a film, for a file that is
 * protected, that breaks off, or that makes no sense.
 */
export function aacTrack(file: Buffer): AacTrack | undefined {
  const top = boxesIn(file, 0, file.length);
  const movie = top.find(({ name }) => name === 'moov');
  if (!movie || movie.isCut) throw new AppError('unsupported', top.some(({ isCut }) => isCut) || !movie ? 'RECORDING_TRUNCATED' : 'RECORDING_UNREADABLE');
  const tracks = boxesIn(file, movie.from, movie.to).filter(({ name }) => name === 'trak');
  const handlers = tracks.map((track) => handlerOf(file, track));
  if (handlers.includes('vide')) throw new AppError('unsupported', 'RECORDING_IS_VIDEO');
  const sound = tracks[handlers.indexOf('soun')];
  const table = sound && inside(file, sound, 'mdia', 'minf', 'stbl');
  if (!table) throw new AppError('unsupported', 'RECORDING_UNREADABLE');
  const format = formatIn(file, table);
  return format && framesIn(file, table, format);
}

function boxesIn(file: Buffer, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let at = from; at + 8 <= to;) {
    const short = file.readUInt32BE(at);
    const head = short === 1 ? 16 : 8;
    if (at + head > to) break;
    const size = short === 1 ? Number(file.readBigUInt64BE(at + 8)) : short || to - at;
    if (size < head) break;
    found.push({ name: file.toString('latin1', at + 4, at + 8), from: at + head, to: Math.min(at + size, to), isCut: at + size > to });
    at += size;
  }
  return found;
}

function inside(file: Buffer, box: Box, ...path: readonly string[]): Box | undefined {
  return path.reduce<Box | undefined>((outer, wanted) => outer && boxesIn(file, outer.from, outer.to).find(({ name }) => name === wanted), box);
}

function handlerOf(file: Buffer, track: Box): string {
  const handler = inside(file, track, 'mdia', 'hdlr');
  return handler ? file.toString('latin1', handler.from + 8, handler.from + 12) : '';
}

/** How the sound is coded: nothing unless it is AAC of a kind that is decoded here. */
function formatIn(file: Buffer, table: Box): AacFormat | undefined {
  const descriptions = inside(file, table, 'stsd');
  const [entry] = descriptions ? boxesIn(file, descriptions.from + 8, descriptions.to) : [];
  if (!entry) throw new AppError('unsupported', 'RECORDING_UNREADABLE');
  if (entry.name === 'enca' || entry.name === 'drms') throw new AppError('unsupported', 'RECORDING_PROTECTED');
  if (entry.name !== 'mp4a' || entry.from + 28 > entry.to) return undefined;
  const version = file.readUInt16BE(entry.from + 8);
  const inner: Box = { ...entry, from: entry.from + 28 + (version === 1 ? 16 : version === 2 ? 36 : 0) };
  const config = inside(file, inner, 'esds') ?? inside(file, inner, 'wave', 'esds');
  return config && adtsOf(specificConfig(file.subarray(config.from + 4, config.to)));
}

/** The codec's own settings inside nested descriptors, each a tag, a length of up to four bytes of seven bits, and a body. */
function specificConfig(bytes: Buffer): Buffer {
  const skipped: Readonly<Record<number, number>> = { 3: 3, 4: 13 };
  for (let at = 0; at + 2 <= bytes.length;) {
    const tag = bytes[at]!;
    let length = 0;
    let body = at + 1;
    for (let more = true, count = 0; more && count < 4; count++, body++) {
      length = (length << 7) | ((bytes[body] ?? 0) & 0x7f);
      more = ((bytes[body] ?? 0) & 0x80) !== 0;
    }
    if (tag === 5) return bytes.subarray(body, body + length);
    at = body + (skipped[tag] ?? length);
  }
  return Buffer.alloc(0);
}

function framesIn(file: Buffer, table: Box, format: AacFormat): AacTrack | undefined {
  const [sizes, runs] = [inside(file, table, 'stsz'), inside(file, table, 'stsc')];
  const places = inside(file, table, 'stco') ?? inside(file, table, 'co64');
  if (!sizes || !runs || !places) return undefined;
  const all = entries(file, sizes, 8, 4);
  const [offsets, wide] = [entries(file, places, 4, places.name === 'co64' ? 8 : 4), places.name === 'co64'];
  const chunks = entries(file, runs, 4, 12).map((at) => ({ first: file.readUInt32BE(at), count: file.readUInt32BE(at + 4) }));
  const frames: Uint8Array[] = [];
  let run = -1;
  for (const [index, at] of offsets.entries()) {
    while (chunks[run + 1] && chunks[run + 1]!.first <= index + 1) run += 1;
    let place = wide ? Number(file.readBigUInt64BE(at)) : file.readUInt32BE(at);
    for (let left = chunks[run]?.count ?? 0; left > 0 && frames.length < all.length; left--) {
      const size = file.readUInt32BE(all[frames.length]);
      if (place + size > file.length) throw new AppError('unsupported', 'RECORDING_TRUNCATED');
      frames.push(file.subarray(place, place + size));
      place += size;
    }
  }
  return frames.length > 0 ? { format, frames } : undefined;
}

/** Where the entries of a table lie; what it counts more than it holds is not there. */
function entries(file: Buffer, box: Box, head: number, width: number): number[] {
  const first = box.from + head + 4;
  if (first > box.to) return [];
  const count = Math.min(file.readUInt32BE(first - 4), Math.floor((box.to - first) / width));
  return Array.from({ length: count }, (_, index) => first + index * width);
}
