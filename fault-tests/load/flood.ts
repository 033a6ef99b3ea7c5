import { setTimeout as pause } from 'node:timers/promises';
import type { Caller } from '@rapport/testing';

const tickMs = 20;
/** What one process of clients can hold open. */
const mostOpen = 3000;

/** What came of requests that were sent whether or not earlier ones had been answered. */
export class Flood {
  readonly acceptedMs: number[] = [];
  readonly refusedMs: number[] = [];
  /** Refusals that did not say when to come again. */
  rude = 0;
  /** Neither, because it took too long: 504, or no answer at all. */
  late = 0;
  /** Any other answer. */
  broken = 0;
  private open = 0;
  private sent = 0;

  constructor(
    private readonly caller: Caller,
    private readonly run: string,
  ) {}

  /** Sends as fast as so many clients get answers; gives how many were accepted a second. */
  async capacity(clients: number, ms: number): Promise<number> {
    const [until, before] = [Date.now() + ms, this.acceptedMs.length];
    const client = async () => {
      while (Date.now() < until) await this.send();
    };
    await Promise.all(Array.from({ length: clients }, client));
    return (this.acceptedMs.length - before) / (ms / 1000);
  }

  /** Sends so many a second for so long, and waits for what is still under way. */
  async pour(aSecond: number, ms: number): Promise<void> {
    const began = Date.now();
    for (let due = 0; Date.now() < began + ms; await pause(tickMs)) {
      const target = ((Date.now() - began) / 1000) * aSecond;
      for (; due < target; due += 1) if (this.open < mostOpen) void this.send();
    }
    while (this.open > 0) await pause(tickMs);
  }

  private async send(): Promise<void> {
    const [began, number] = [performance.now(), (this.sent += 1)];
    this.open += 1;
    try {
      const asking = { given_name: `Flood ${number}`, source: 'flood' };
      const { status, headers } = await this.caller.post('/v1/contacts', asking, { headers: { 'idempotency-key': `${this.run}-flood-${number}` } });
      const ms = performance.now() - began;
      if (status < 300) this.acceptedMs.push(ms);
      else if (status === 503 || status === 429) {
        this.refusedMs.push(ms);
        if (!headers.get('retry-after')) this.rude += 1;
      } else if (status === 504) this.late += 1;
      else this.broken += 1;
    } catch {
      this.late += 1;
    } finally {
      this.open -= 1;
    }
  }
}
