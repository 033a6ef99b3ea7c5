import type { KeptEnvelope } from '../broker/envelope.js';
import { matches } from '../broker/subject-match.js';
import type { DurableLog } from './durable-log.js';

const page = 200;

/** One listener that sees everything of a pattern from a position on: first what is kept, page by page, then what comes. */
export class DurableWatch {
  private reading = true;
  private isOpen = true;

  constructor(
    private readonly log: DurableLog,
    private readonly pattern: string,
    private cursor: number,
    private readonly see: (message: KeptEnvelope) => void,
  ) {
    this.readOn();
  }

  /** A message was kept just now. */
  came(message: KeptEnvelope): void {
    if (this.isOpen && !this.reading) this.show(message);
  }

  close(): void {
    this.isOpen = false;
  }

  private readOn(): void {
    if (!this.isOpen) return;
    const found = this.log.after(this.cursor, this.pattern, page);
    for (const message of found) this.show(message);
    this.reading = found.length === page;
    if (this.reading) setImmediate(() => this.readOn());
  }

  private show(message: KeptEnvelope): void {
    this.cursor = Number(message.position);
    if (matches(this.pattern, message.subject)) this.see(message);
  }
}
