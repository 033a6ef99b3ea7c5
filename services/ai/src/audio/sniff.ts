/** What the first bytes of a file say that it is; an MP4 may still turn out to be a film. */
export type FileKind = 'wav' | 'mp3' | 'ogg-opus' | 'ogg-vorbis' | 'flac' | 'm4a' | 'aac' | 'other-audio' | 'video' | 'text' | 'archive' | 'unknown';

/** The media type under which a player plays it. */
export const mediaTypes: Partial<Record<FileKind, string>> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  'ogg-opus': 'audio/ogg',
  'ogg-vorbis': 'audio/ogg',
  flac: 'audio/flac',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
};

/** Tells a file's kind by its content; its name is never asked. `head` is its beginning, 4 KiB or all of it. */
export function kindOf(head: Uint8Array): FileKind {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const at = (offset: number, text: string) => bytes.subarray(offset, offset + text.length).equals(Buffer.from(text, 'latin1'));
  if (at(0, 'RIFF')) return at(8, 'WAVE') ? 'wav' : at(8, 'AVI ') ? 'video' : 'unknown';
  if (at(0, 'fLaC')) return 'flac';
  if (at(0, 'OggS')) return oggKind(bytes);
  if (at(0, 'ID3')) return 'mp3';
  if (at(4, 'ftyp')) return 'm4a';
  if (at(0, '\x1aE\xdf\xa3')) return bytes.includes('V_') ? 'video' : 'other-audio';
  if (at(0, '#!AMR') || at(0, 'caff') || at(0, 'FORM') || at(0, 'RF64') || at(0, 'RIFX') || at(0, '.snd') || at(0, '\x30\x26\xb2\x75')) return 'other-audio';
  if (at(0, '\x00\x00\x01\xba') || at(0, '\x00\x00\x01\xb3') || at(0, 'FLV')) return 'video';
  if (at(0, 'PK\x03\x04') || at(0, '\x1f\x8b') || at(0, '7z\xbc\xaf') || at(0, 'Rar!') || at(0, 'BZh') || at(0, '\xfd7zXZ') || at(0, '%PDF')) return 'archive';
  if (bytes.length > 2 && bytes[0] === 0xff && (bytes[1]! & 0xe0) === 0xe0) return (bytes[1]! & 0x06) === 0 ? 'aac' : 'mp3';
  return isText(bytes) ? 'text' : 'unknown';
}

function oggKind(bytes: Buffer): FileKind {
  if (bytes.includes('OpusHead')) return 'ogg-opus';
  if (bytes.includes('\x01vorbis')) return 'ogg-vorbis';
  return bytes.includes('theora') ? 'video' : 'other-audio';
}

function isText(bytes: Buffer): boolean {
  if (bytes.length === 0) return false;
  const strange = bytes.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return strange === 0;
}
