import { setTimeout as pause } from 'node:timers/promises';
import type { Caller } from '@rapport/testing';

const people = 3;
const thinkingMs = 60;

/** People who look up, add and list contacts, each at a pace of their own, and how long they wait for it. */
export class Visitors {
  /** What was not answered with 2xx. */
  failed = 0;
  private added = 0;
  private readonly known: string[] = [];

  constructor(
    private readonly caller: Caller,
    private readonly run: string,
  ) {}

  /** Works for so long; gives how long each request took, in milliseconds. */
  async during(ms: number): Promise<number[]> {
    const until = Date.now() + ms;
    const waits: number[] = [];
    const person = async (number: number) => {
      for (let turn = number; Date.now() < until; turn += 1) {
        const began = performance.now();
        const { status } = await this.ask(turn).catch(() => ({ status: 0 }));
        waits.push(performance.now() - began);
        if (status < 200 || status > 299) this.failed += 1;
        await pause(thinkingMs);
      }
    };
    await Promise.all(Array.from({ length: people }, (_, number) => person(number)));
    return waits;
  }

  private async ask(turn: number): Promise<{ status: number }> {
    const one = this.known[turn % Math.max(1, this.known.length)];
    if (turn % 3 === 0 || !one) return this.add();
    return turn % 3 === 1 ? this.caller.get(`/v1/contacts/${one}`) : this.caller.get('/v1/contacts?page_size=20');
  }

  private async add(): Promise<{ status: number }> {
    const number = (this.added += 1);
    const answer = await this.caller.post(
      '/v1/contacts',
      { given_name: `Visitor ${number}`, source: 'visitor' },
      { headers: { 'idempotency-key': `${this.run}-visitor-${number}` } },
    );
    if (answer.status < 300) this.known.push(String(answer.json['id']));
    return answer;
  }
}
