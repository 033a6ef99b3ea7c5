// Makes the files in formats/ from one sentence of renewal.wav, in every kind that people upload: node services/ai/eval/speech/encode.mjs ffmpeg
import { execFileSync } from 'node:child_process';

const [program = 'ffmpeg'] = process.argv.slice(2);
const source = new URL('./renewal.wav', import.meta.url).pathname;
const sentence = ['-ss', '12.3', '-t', '4.3'];
const onlyCustomer = ['-af', 'pan=mono|c0=c1'];

/** @type {Record<string, string[]>} */
const files = {
  'mono.alaw.wav': [...onlyCustomer, '-c:a', 'pcm_alaw'],
  'mono.mp3': [...onlyCustomer, '-ar', '16000', '-c:a', 'libmp3lame', '-b:a', '24k'],
  'stereo.mp3': ['-ar', '16000', '-c:a', 'libmp3lame', '-b:a', '48k', '-joint_stereo', '0'],
  'mono.opus.ogg': [...onlyCustomer, '-c:a', 'libopus', '-b:a', '16k'],
  'stereo.opus.ogg': ['-c:a', 'libopus', '-b:a', '24k'],
  'mono.vorbis.ogg': [...onlyCustomer, '-c:a', 'libvorbis', '-q:a', '1'],
  'stereo.vorbis.ogg': ['-c:a', 'libvorbis', '-q:a', '0'],
  'mono.flac': [...onlyCustomer, '-c:a', 'flac', '-sample_fmt', 's16'],
  'mono.m4a': [...onlyCustomer, '-ar', '16000', '-c:a', 'aac', '-b:a', '24k'],
  'stereo.m4a': ['-c:a', 'aac', '-b:a', '32k', '-movflags', '+faststart'],
  'mono.aac': [...onlyCustomer, '-ar', '16000', '-c:a', 'aac', '-b:a', '24k'],
};
for (const [name, how] of Object.entries(files)) {
  const out = new URL(`./formats/${name}`, import.meta.url).pathname;
  execFileSync(program, ['-hide_banner', '-loglevel', 'error', '-y', ...sentence, '-i', source, '-map_metadata', '-1', ...how, out], { stdio: 'inherit' });
}
const film = ['-f', 'lavfi', '-i', 'color=c=black:s=32x32:d=1', '-f', 'lavfi', '-i', 'sine=d=1', '-c:v', 'mpeg4', '-c:a', 'aac', '-b:a', '24k'];
execFileSync(program, ['-hide_banner', '-loglevel', 'error', '-y', ...film, new URL('./formats/film.mp4', import.meta.url).pathname], { stdio: 'inherit' });
