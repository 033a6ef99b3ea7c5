import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { sentence, type Reason } from '@rapport/kernel';
import { wavOf } from '../speech/wav-file.js';
import { encoded, muLawSentence, noise, played, wav, wholeCall } from './recording.fixture.js';
import { WorkerProcess } from './worker-process.js';

const stretch = 20_000;

/** What the process that works on recordings makes of a file: the real decoders, the real model. */
async function heard(file: Buffer) {
  const worker = new WorkerProcess();
  try {
    for (let at = 0; at < file.length; at += stretch) await worker.ask('feed', file.subarray(at, at + stretch));
    const decoded = await worker.ask('decode', undefined);
    const segments = await worker.ask('segments', undefined);
    const texts = [];
    for (const segment of segments) texts.push((await worker.ask('hear', { samples: await worker.ask('cut', segment), language: 'en', folder: '' })).text);
    return { ...decoded, text: texts.join(' ') };
  } finally {
    worker.stop();
  }
}

const pcm = () =>
  wavOf(
    Float32Array.from({ length: 34_400 }, (_, at) => encodedSample(at)),
    8000,
  );
const spoken = muLawSentence();
const encodedSample = (at: number) => {
  const code = ~spoken[44 + at * 2 + 1]! & 0xff;
  const magnitude = (((code & 15) << 3) + 132) << ((code & 112) >> 4);
  return (code & 128 ? 132 - magnitude : magnitude - 132) / 32_768;
};

describe('a recording', () => {
  it.each<[string, () => Buffer, string, number]>([
    ['WAV of PCM', pcm, 'audio/wav', 1],
    ['WAV of µ-law in stereo', muLawSentence, 'audio/wav', 2],
    ['WAV of A-law', () => encoded('mono.alaw.wav'), 'audio/wav', 1],
    ['MP3', () => encoded('mono.mp3'), 'audio/mpeg', 1],
    ['MP3 in stereo', () => encoded('stereo.mp3'), 'audio/mpeg', 2],
    ['Ogg Opus', () => encoded('mono.opus.ogg'), 'audio/ogg', 1],
    ['Ogg Opus in stereo', () => encoded('stereo.opus.ogg'), 'audio/ogg', 2],
    ['Ogg Vorbis', () => encoded('mono.vorbis.ogg'), 'audio/ogg', 1],
    ['Ogg Vorbis in stereo', () => encoded('stereo.vorbis.ogg'), 'audio/ogg', 2],
    ['FLAC', () => encoded('mono.flac'), 'audio/flac', 1],
    ['M4A', () => encoded('mono.m4a'), 'audio/mp4', 1],
    ['M4A in stereo, its tables first', () => encoded('stereo.m4a'), 'audio/mp4', 2],
    ['bare AAC', () => encoded('mono.aac'), 'audio/aac', 1],
  ])(
    'as %s says the same for the same time',
    async (_, file, mediaType, channels) => {
      const { durationMs, text, ...told } = await heard(file());
      expect(told).toEqual({ mediaType, channels });
      expect(Math.abs(durationMs - 4300)).toBeLessThan(200);
      expect(text).toMatch(/budget for next year is (?:forty thousand|40,000) euros/i);
    },
    60_000,
  );
});

const muLaw = { codec: 7, channels: 1, rate: 8000, bits: 8 };
const hours3 = 3 * 3600 * 8000;
const shielded = () => Buffer.from(encoded('stereo.m4a').toString('latin1').replace('mp4a', 'enca'), 'latin1');
const cut = (name: string, share = 0.6) => encoded(name).subarray(0, encoded(name).length * share);
const hiss = () => {
  const grains = noise(160_000);
  return played(20, (second) => (grains[Math.round(second * 8000)]! / 255 - 0.5) * 0.05);
};
const flacOfHours = () => {
  const file = Buffer.from(encoded('mono.flac'));
  file.writeUInt32BE(hours3, 22);
  return file;
};

describe('a file that is no recording to work on', () => {
  it.each<[string, () => Buffer, string]>([
    ['is empty', () => Buffer.alloc(0), 'RECORDING_EMPTY'],
    ['lasts no second', () => wav(Buffer.alloc(0), muLaw), 'RECORDING_EMPTY'],
    ['is a WAV that breaks off', () => wholeCall().subarray(0, 100_000), 'RECORDING_TRUNCATED'],
    ['is a WAV without its samples', () => wholeCall().subarray(0, 36), 'RECORDING_TRUNCATED'],
    ['is an MP3 that breaks off', () => cut('mono.mp3'), 'RECORDING_TRUNCATED'],
    ['is a FLAC that breaks off', () => cut('mono.flac'), 'RECORDING_TRUNCATED'],
    ['is an Ogg that breaks off', () => cut('mono.opus.ogg'), 'RECORDING_TRUNCATED'],
    ['is an M4A that breaks off before its tables', () => cut('mono.m4a'), 'RECORDING_TRUNCATED'],
    ['is an M4A that breaks off after its tables', () => cut('stereo.m4a'), 'RECORDING_TRUNCATED'],
    ['is text under the name of a sound', () => Buffer.from('dear diary, no sound here\n'.repeat(400)), 'RECORDING_IS_TEXT'],
    [
      'has the head of a WAV and then text',
      () => Buffer.concat([Buffer.from('RIFF\x10\x27\0\0WAVE'), Buffer.from('words '.repeat(2000))]),
      'RECORDING_UNREADABLE',
    ],
    ['is encrypted', () => Buffer.concat([Buffer.from([0x8c, 0x0d, 4]), noise(60_000)]), 'RECORDING_UNREADABLE'],
    ['is protected against copying', shielded, 'RECORDING_PROTECTED'],
    ['is a film in MP4', () => encoded('film.mp4'), 'RECORDING_IS_VIDEO'],
    ['is a film in WebM', () => Buffer.concat([Buffer.from('\x1aE\xdf\xa3', 'latin1'), Buffer.alloc(40), Buffer.from('V_VP9')]), 'RECORDING_IS_VIDEO'],
    ['is a film in AVI', () => Buffer.concat([Buffer.from('RIFF\xff\xff\0\0AVI LIST', 'latin1'), Buffer.alloc(5000)]), 'RECORDING_IS_VIDEO'],
    ['is an archive that unpacks to a hundred megabytes', () => gzipSync(Buffer.alloc(100 * 1024 * 1024)), 'RECORDING_IS_ARCHIVE'],
    ['lasts three hours', () => wav(Buffer.alloc(50_000), muLaw, hours3), 'RECORDING_TOO_LONG'],
    ['says in a few bytes that it lasts three hours', flacOfHours, 'RECORDING_TOO_LONG'],
    ['has impossible numbers in its head', () => wav(Buffer.alloc(9000), { codec: 1, channels: 30_000, rate: 1, bits: 16 }), 'RECORDING_UNREADABLE'],
  ])(
    'because it %s is refused with what to do, in both languages',
    async (_, file, reason) => {
      await expect(heard(file())).rejects.toMatchObject({ code: 'unsupported', reason });
      expect([sentence('en', reason as Reason), sentence('ru', reason as Reason)]).toEqual([
        expect.stringMatching(/[a-z]{4}/),
        expect.stringMatching(/[а-я]{4}/),
      ]);
    },
    30_000,
  );

  it('because only ffmpeg knows its kind is refused where there is none, and the process lives', async () => {
    const speech = Buffer.concat([Buffer.from('#!AMR\n'), noise(5000)]);
    await expect(heard(speech)).rejects.toMatchObject({ code: 'unsupported', reason: expect.stringMatching(/^RECORDING_(?:NEEDS_FFMPEG|UNREADABLE)$/) });
  });

  it.each([
    ['hiss', hiss()],
    ['a melody', played(20, (second) => 0.3 * Math.sin(2 * Math.PI * [262, 330, 392, 523][Math.floor(second * 2) % 4]! * second))],
  ])('because it is %s says no word', async (_, file) => expect((await heard(file)).text).toBe(''), 30_000);
});
