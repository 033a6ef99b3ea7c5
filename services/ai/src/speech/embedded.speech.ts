import { WorkerProcess } from '../audio/worker-process.js';
import { Speech, type Clip, type Heard } from './speech.js';

const mostProcesses = 2;
const idleMs = 60_000;

/** The model that ships with Rapport, in processes of its own: at most two, started when they are needed and let go when they are not. */
export class EmbeddedSpeech extends Speech {
  readonly model = 'moonshine-tiny-en';
  readonly modelVersion = '0.1.29';
  readonly languages = ['en'];
  private readonly idle: WorkerProcess[] = [];
  private readonly line: (() => void)[] = [];
  private busy = 0;
  private rest: NodeJS.Timeout | undefined;

  async transcribe({ samples }: Clip, signal: AbortSignal): Promise<Heard> {
    while (this.busy >= mostProcesses) await new Promise<void>((go) => this.line.push(go));
    this.busy += 1;
    const worker = this.idle.find((one) => !one.isOver) ?? new WorkerProcess();
    if (this.idle.includes(worker)) this.idle.splice(this.idle.indexOf(worker), 1);
    try {
      return await worker.ask('hear', samples, signal);
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
