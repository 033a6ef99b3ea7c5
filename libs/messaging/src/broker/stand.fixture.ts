import { setTimeout as pause } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Answerer, Broker, ConsumerSpec, Verdict } from './broker.js';
import type { Envelope, Headers } from './envelope.js';

/** How a suite gets brokers of one kind over the same memory. */
export interface BrokerMaker {
  /** A word of this run that the streams have: they keep `event.rapport.<place>.>` and `dead.>`. */
  readonly place: string;
  /** Another process's view, or the same one started again. */
  open(): Promise<Broker>;
  /** Ends a broker as `kill -9` would: nothing is said to anybody. */
  kill(broker: Broker): Promise<void>;
}

/** The bytes as text. */
export const text = (data: Uint8Array): string => new TextDecoder().decode(data);
/** The text as bytes. */
export const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);
/** The delivery is settled. */
export const done: Verdict = { kind: 'done' };

/** A broker on a stand: opened anew for each test, with subjects that no other test uses. */
export class BrokerStand {
  private opened: Broker | undefined;
  private run = 0;

  constructor(private readonly maker: BrokerMaker) {}

  get broker(): Broker {
    if (!this.opened) throw new Error('no broker is open');
    return this.opened;
  }

  /** Begins the ids of this test's events. */
  get mark(): string {
    return `${this.maker.place}${this.run}`;
  }

  /** Begins the names of this test's consumers. */
  get durable(): string {
    return `${this.maker.place}-r${this.run}`;
  }

  async open(): Promise<void> {
    this.run += 1;
    await this.reopen();
  }

  async reopen(): Promise<void> {
    this.opened = await this.maker.open();
  }

  kill(): Promise<void> {
    return this.maker.kill(this.broker);
  }

  readonly rpc = (name: string): string => `rpc.rapport.${this.mark}.${name}`;
  readonly event = (name: string): string => `event.rapport.${this.maker.place}.r${this.run}.${name}`;
  readonly soon = (ms = 2000) => ({ deadline: new Date(Date.now() + ms) });
  readonly ask = (subject: string, say = 'hi', headers: Headers = {}): Envelope => ({ subject, headers, data: bytes(say) });
  readonly echo =
    (before = ''): Answerer =>
    async ({ data, headers }) => ({ subject: '', headers, data: bytes(`${before}${text(data)}`) });
  readonly consumer = (name: string, window = 16): ConsumerSpec => ({ name: `${this.durable}-${name}`, subject: this.event(name), window, ackWaitMs: 2000 });
  readonly say = (name: string, id: string, what = id, headers: Headers = {}): Promise<void> =>
    this.broker.publish({ id: `${this.mark}-${id}`, subject: this.event(name), headers, data: bytes(what) });
  readonly until = async (happened: () => boolean, ms = 8000): Promise<void> => {
    for (const end = Date.now() + ms; !happened() && Date.now() < end;) await pause(10);
    expect(happened()).toBe(true);
  };
}
