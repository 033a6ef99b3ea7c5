import { spawn } from 'node:child_process';
import { AppError } from '@rapport/kernel';
import { longestMs, PcmCollector, type Pcm } from './pcm.js';

const rate = 16_000;
const patienceMs = 600_000;

/** Decodes what we cannot ourselves, where the machine has ffmpeg. It reads the file from a pipe, may open nothing else, and is told how much to read. */
export async function ffmpegPcm(file: Buffer): Promise<Pcm> {
  const limits = ['-nostdin', '-hide_banner', '-loglevel', 'error', '-protocol_whitelist', 'file,pipe', '-t', String(longestMs / 1000 + 1)];
  const child = spawn('ffmpeg', [...limits, '-i', 'pipe:0', '-vn', '-ac', '2', '-ar', String(rate), '-f', 's16le', 'pipe:1'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: patienceMs,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number | null | 'missing'>((resolve) => {
    child.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'ENOENT' ? 'missing' : null));
    child.once('close', resolve);
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(file);
  try {
    const pcm = await collected(child.stdout);
    const how = await ended;
    if (how === 'missing') throw new AppError('unsupported', 'RECORDING_NEEDS_FFMPEG');
    if (how !== 0) throw new AppError('unsupported', 'RECORDING_UNREADABLE');
    return pcm;
  } finally {
    child.kill('SIGKILL');
  }
}

async function collected(output: AsyncIterable<Buffer>): Promise<Pcm> {
  const collector = new PcmCollector(rate, 2);
  let rest = Buffer.alloc(0);
  for await (const chunk of output) {
    const bytes = Buffer.concat([rest, chunk]);
    const frames = Math.floor(bytes.length / 4);
    const tracks = [new Float32Array(frames), new Float32Array(frames)];
    for (let frame = 0; frame < frames; frame++) for (const [index, track] of tracks.entries()) track[frame] = bytes.readInt16LE(frame * 4 + index * 2) / 32768;
    if (frames > 0) collector.add(tracks);
    rest = bytes.subarray(frames * 4);
  }
  return collector.end();
}
