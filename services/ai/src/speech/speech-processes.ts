import { WorkerProcess } from '../audio/worker-process.js';
import type { Clip, Heard } from './speech.js';

const idleMs = 60_000;

/** Models in processes of their own: no more than so many, started when they are needed and let go when they are not. */
export class SpeechProcesses {
  private readonly idle: WorkerProcess[] = [];
  private readonly line: (() => void)[] = [];
  private busy = 0;
  private rest: NodeJS.Timeout | undefined;

  /** `folder` is where the model lies; without one it is the model that ships. */
  constructor(
    private readonly most: number,
    private readonly folder = '',
  ) {}

  async hear({ samples, language }: Clip, signal: AbortSignal): Promise<Heard> {
    while (this.busy >= this.most) await new Promise<void>((go) => this.line.push(go));
    this.busy += 1;
    const worker = this.idle.find((one) => !one.isOver) ?? new WorkerProcess();
    if (this.idle.includes(worker)) this.idle.splice(this.idle.indexOf(worker), 1);
    try {
      return await worker.ask('hear', { samples, language, folder: this.folder }, signal);
    } finally {
      this.busy -= 1;
      if (!worker.isOver) this.idle.push(worker);
      this.line.shift()?.();
      clearTimeout(this.rest);
      this.rest = setTimeout(() => this.stop(), idleMs).unref();
    }
  }

  /** Lets the idle processes go. */
  stop(): void {
    for (const worker of this.idle.splice(0)) worker.stop();
  }
}
