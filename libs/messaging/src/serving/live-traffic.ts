import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';

/** While people are around, work in bulk takes this share of a process's time, all of it together. */
const bulkShare = 0.2;
/** A portion and its rest take so many times what the portion took. */
const withRest = 1 / bulkShare;
/** Who came so shortly ago is still around. */
const aroundMs = 1000;
/** So much rest is forgiven after a pause: a few dozen records, such as a person marks in a list, are done at once. */
const forgivenMs = 1000;
/** The longest that one portion is counted with its rest, so that one that waited for somebody else's lock is not paid for twice. */
const mostCountedMs = 500;
/** What events of earlier work cost puts the next portion off by so much at most. */
const mostOwedMs = 2000;
/** What is in a hurry waits so long at most. */
const hurriedMs = 15;
const lookMs = 50;

/** What passes while something works and rests, in milliseconds. */
export interface Time {
  now(): number;
  pause(ms: number): Promise<unknown>;
}

const wallTime: Time = { now: () => performance.now(), pause };

/** The calls of one process that people wait for, so that work in bulk can let them go first. */
export class LiveTraffic {
  private underWay = 0;
  private lastSeen = -Infinity;
  /** When the next portion of anybody's bulk work is due. */
  private due = -Infinity;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly time: Time = wallTime) {}

  /** Somebody waits from now on; the result says that it is over. */
  began(): () => void {
    this.underWay += 1;
    return () => {
      this.underWay -= 1;
      this.lastSeen = this.time.now();
      if (this.underWay === 0) for (const go of this.waiting) go();
    };
  }

  /**
   * For one piece of bulk work, which awaits it between two portions: resolves at once when nobody is around, else after a rest that leaves the process to people for most
   * of the time. Half of the time until the deadline is spent so; then it rests for 15 ms at most, since work that is not finished in time helps nobody.
   */
  givingWay(deadline?: Date): () => Promise<void> {
    let began = this.time.now();
    const hurriedFrom = deadline ? began + (deadline.getTime() - Date.now()) / 2 : Infinity;
    return async () => {
      const worked = this.time.now() - began;
      await turn();
      if (this.time.now() < hurriedFrom) await this.rest(worked, hurriedFrom);
      await this.free();
      began = this.time.now();
    };
  }

  /** Handling an event took so long: what follows from work in bulk is part of it, and nobody waits for it. */
  readonly followed = (workedMs: number): void => {
    const now = this.time.now();
    this.due = Math.max(this.due, Math.min(this.from(now) + workedMs * withRest, now + mostOwedMs));
  };

  private async rest(workedMs: number, until: number): Promise<void> {
    const began = this.time.now();
    if (!this.isAround(began)) return;
    this.due = this.from(began) + Math.min(mostCountedMs, workedMs * withRest);
    const end = Math.min(this.due, until);
    for (let now = this.time.now(); now < end && this.isAround(now); now = this.time.now()) await this.time.pause(Math.min(lookMs, end - now));
  }

  private from(now: number): number {
    return Math.max(this.due, now - forgivenMs);
  }

  private isAround(now: number): boolean {
    return this.underWay > 0 || now - this.lastSeen < aroundMs;
  }

  /** Resolves once nobody waits, after 15 ms at the latest. */
  private async free(): Promise<void> {
    if (this.underWay === 0) return;
    const { promise, resolve: go } = Promise.withResolvers<void>();
    this.waiting.add(go);
    await Promise.race([promise, this.time.pause(hurriedMs)]);
    this.waiting.delete(go);
  }
}
