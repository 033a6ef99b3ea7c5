import type { Pcm } from './pcm.js';
import { frameMs, levelsOf, type VoiceDetector } from './voice-detector.js';

/** A stretch in which one channel speaks. */
export interface Segment {
  readonly channel: number;
  readonly startMs: number;
  readonly endMs: number;
}

const begin = 0.5;
const hold = 0.35;
const shortestMs = 250;
const pauseMs = 320;
const marginMs = 130;
const mergeGapMs = 1200;
const mergedMs = 8000;
const longestMs = 18_000;
/** How much louder the other channel must be for what is heard here to be its echo. */
const crosstalkDb = 10;

/** Where somebody speaks, in order of time. */
export async function findSpeech(pcm: Pcm, detector: VoiceDetector): Promise<Segment[]> {
  const levels = pcm.channels.map((samples) => levelsOf(samples, pcm.rate));
  const found: Segment[] = [];
  for (const [channel, odds] of (await detector.probabilities(pcm)).entries()) {
    const other = levels[1 - channel];
    if (other) for (let frame = 0; frame < odds.length; frame++) if (other[frame]! > levels[channel]![frame]! + crosstalkDb) odds[frame] = 0;
    const stretches = stretchesOf(odds).flatMap((stretch) => split(stretch, levels[channel]!));
    found.push(...merged(stretches).map(([from, to]) => padded(channel, from, to, odds.length)));
  }
  return found.sort((a, b) => a.startMs - b.startMs || a.channel - b.channel);
}

type Stretch = readonly [from: number, to: number];

/** Frames of speech: begun when it is likely, held while it is not unlikely, ended by a pause. */
export function stretchesOf(odds: Float32Array): Stretch[] {
  const found: Stretch[] = [];
  const pause = Math.ceil(pauseMs / frameMs);
  let from = -1;
  let last = -1;
  for (let frame = 0; frame <= odds.length; frame++) {
    const odd = odds[frame] ?? 0;
    if (from < 0 && odd >= begin) from = last = frame;
    else if (from >= 0 && odd >= hold) last = frame;
    if (from >= 0 && (frame - last >= pause || frame === odds.length)) {
      if ((last + 1 - from) * frameMs >= shortestMs) found.push([from, last + 1]);
      from = -1;
    }
  }
  return found;
}

/** Speech longer than a model takes is cut where it is quietest. */
function split([from, to]: Stretch, levels: Float32Array): Stretch[] {
  const most = Math.floor(longestMs / frameMs);
  if (to - from <= most) return [[from, to]];
  let cut = from + Math.floor(most / 2);
  for (let frame = cut; frame < from + most; frame++) if (levels[frame]! < levels[cut]!) cut = frame;
  return [[from, cut], ...split([cut, to], levels)];
}

function merged(stretches: readonly Stretch[]): Stretch[] {
  const out: [number, number][] = [];
  for (const [from, to] of stretches) {
    const last = out.at(-1);
    const near = last && (from - last[1]) * frameMs < mergeGapMs && (last[1] - last[0]) * frameMs < mergedMs && (to - last[0]) * frameMs <= longestMs;
    if (near) last[1] = to;
    else out.push([from, to]);
  }
  return out;
}

function padded(channel: number, from: number, to: number, frames: number): Segment {
  return { channel, startMs: Math.max(0, from * frameMs - marginMs), endMs: Math.min(frames * frameMs, to * frameMs + marginMs) };
}
