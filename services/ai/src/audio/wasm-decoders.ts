/** Kinds of files that are decoded as they come. */
export type StreamedKind = 'mp3' | 'flac' | 'ogg-opus' | 'ogg-vorbis';

/** What a decoder gives for a stretch of a file. */
export interface DecodedPart {
  readonly channelData: Float32Array[];
  readonly samplesDecoded: number;
  readonly sampleRate: number;
  readonly errors?: readonly unknown[];
}

/** A decoder that takes a file in portions. */
export interface StreamDecoder {
  decode(bytes: Uint8Array): Promise<DecodedPart>;
  flush(): Promise<DecodedPart>;
  free(): void;
}

interface Raw {
  readonly ready: Promise<void>;
  decode(bytes: Uint8Array): DecodedPart | Promise<DecodedPart>;
  flush?(): DecodedPart | Promise<DecodedPart>;
  free(): void;
}

const nothing: DecodedPart = { channelData: [], samplesDecoded: 0, sampleRate: 0 };

/** Loads the decoder of a kind of file; each is loaded when a file first needs it. */
export async function streamDecoder(kind: StreamedKind): Promise<StreamDecoder> {
  const raw = await loaders[kind]();
  await raw.ready;
  return {
    decode: async (bytes) => raw.decode(bytes),
    flush: async () => raw.flush?.() ?? nothing,
    free: () => raw.free(),
  };
}

const loaders: Readonly<Record<StreamedKind, () => Promise<Raw>>> = {
  mp3: async () => new (await import('mpg123-decoder')).MPEGDecoder(),
  flac: async () => new (await import('@wasm-audio-decoders/flac')).FLACDecoder(),
  'ogg-opus': async () => new (await import('ogg-opus-decoder')).OggOpusDecoder(),
  'ogg-vorbis': async () => new (await import('@wasm-audio-decoders/ogg-vorbis')).OggVorbisDecoder(),
};
