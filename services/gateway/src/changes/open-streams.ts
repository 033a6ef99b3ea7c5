import { AppError, type Principal } from '@rapport/kernel';
import { overloaded } from '@rapport/messaging';
import type { EventStream } from './event-stream.js';

const heartbeatMs = 15_000;
/** Streams of one person: a few tabs on a few machines. */
const mostPerCaller = 8;
const mostInAll = 10_000;

/** Every open stream of this process: counted, kept alive, and ended together. */
export class OpenStreams {
  private readonly streams = new Set<EventStream>();
  private readonly perCaller = new Map<string, number>();
  private readonly heartbeat = setInterval(() => this.beat(), heartbeatMs).unref();

  /** Keeps a place for one stream; the result gives it back. Throws `exhausted` or `unavailable` when there is none. */
  reserve(principal: Principal): () => void {
    const name = `${principal.tenant}/${principal.id}`;
    const mine = this.perCaller.get(name) ?? 0;
    if (mine >= mostPerCaller) throw new AppError('exhausted', 'RATE_LIMITED', { params: { seconds: 10 }, retryAfterMs: 10_000 });
    if (this.streams.size >= mostInAll) throw overloaded(10);
    this.perCaller.set(name, mine + 1);
    return () => this.giveBack(name);
  }

  add(stream: EventStream): () => void {
    this.streams.add(stream);
    return () => void this.streams.delete(stream);
  }

  /** Ends all: the process is about to stop, and readers come back elsewhere. */
  close(): void {
    clearInterval(this.heartbeat);
    for (const stream of this.streams) stream.end('SHUTDOWN');
  }

  private beat(): void {
    for (const stream of this.streams) stream.beat();
  }

  private giveBack(name: string): void {
    const mine = (this.perCaller.get(name) ?? 1) - 1;
    if (mine > 0) this.perCaller.set(name, mine);
    else this.perCaller.delete(name);
  }
}
