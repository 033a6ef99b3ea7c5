import type { DescMessage } from '@bufbuild/protobuf';
import { matches } from './subject-match.js';

/** One stream: messages of its subjects are kept, in one order. */
export interface StreamSpec {
  readonly name: string;
  readonly subjects: readonly string[];
  /** How long messages are kept. */
  readonly keepMs: number;
}

/** How long events are kept for those who have not heard them. */
export const eventsKeptMs = 14 * 86_400_000;

/** The stream of dead letters; their subject is `dead.<consumer>`. */
export const deadStream: StreamSpec = { name: 'DEAD', subjects: ['dead.>'], keepMs: 365 * 86_400_000 };

/** One stream for each service that says events, and the one for dead letters. Requests (`rpc.>`) never lie in a stream. */
export function streamsOf(events: readonly DescMessage[], keepMs = eventsKeptMs): readonly StreamSpec[] {
  const owners = new Set(events.map((event) => event.typeName.split('.')[1]!));
  const streams = [...owners].map((word) => ({ name: `EVENTS_${word}`, subjects: [`event.rapport.${word}.>`], keepMs }));
  return [...streams, deadStream];
}

/** The stream that keeps a subject. */
export function streamFor(streams: readonly StreamSpec[], subject: string): StreamSpec {
  const found = streams.find((stream) => stream.subjects.some((pattern) => matches(pattern, subject)));
  if (!found) throw new Error(`no stream keeps ${subject}`);
  return found;
}

/** The streams that a pattern of consumers or watchers can meet. */
export function streamsMeeting(streams: readonly StreamSpec[], pattern: string): readonly StreamSpec[] {
  return streams.filter((stream) => stream.subjects.some((own) => overlap(own.split('.'), pattern.split('.'))));
}

function overlap([a, ...restA]: string[], [b, ...restB]: string[]): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a === '>' || b === '>') return true;
  return (a === b || a === '*' || b === '*') && overlap(restA, restB);
}
