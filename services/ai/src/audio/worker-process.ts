import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { AppError, type Reason } from '@rapport/kernel';
import type { WorkerAnswer, WorkerCalls } from './worker-calls.js';

interface Waiting {
  resolve(value: never): void;
  reject(error: Error): void;
}

/** A worker process at hand: answers one question at a time, dies alone, is killed when nobody wants its answer any more. */
export class WorkerProcess {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  private stopped = false;

  constructor() {
    // The built file, also for specs, which run after a build: nothing need be compiled in the process.
    const file = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../dist/audio/audio.worker.js' : './audio.worker.js', import.meta.url));
    this.child = fork(file, { serialization: 'advanced', execArgv: [], env: {}, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.child.on('message', (answer: WorkerAnswer) => this.settle(answer));
    this.child.once('exit', () => this.end());
    this.child.once('error', () => this.end());
    this.child.unref();
    this.child.channel?.unref();
  }

  get isOver(): boolean {
    return this.stopped;
  }

  /** Throws the `unsupported` AppError of the worker, or `unavailable` SPEECH_STOPPED when it died. */
  async ask<Name extends keyof WorkerCalls>(name: Name, given: WorkerCalls[Name]['takes'], signal?: AbortSignal): Promise<WorkerCalls[Name]['gives']> {
    signal?.throwIfAborted();
    if (this.stopped) throw new AppError('unavailable', 'SPEECH_STOPPED');
    const id = (this.last += 1);
    const kill = () => this.stop();
    signal?.addEventListener('abort', kill, { once: true });
    this.child.channel?.ref();
    try {
      return await new Promise<WorkerCalls[Name]['gives']>((resolve, reject) => {
        this.waiting.set(id, { resolve, reject });
        this.child.send({ id, name, given }, (error) => error && this.end());
      });
    } finally {
      this.waiting.delete(id);
      if (this.waiting.size === 0) this.child.channel?.unref();
      signal?.removeEventListener('abort', kill);
    }
  }

  stop(): void {
    this.child.kill('SIGKILL');
    this.end();
  }

  private settle(answer: WorkerAnswer): void {
    const waiting = this.waiting.get(answer.id);
    if (!waiting) return;
    if ('value' in answer) waiting.resolve(answer.value as never);
    else if ('reason' in answer) waiting.reject(new AppError('unsupported', answer.reason as Reason));
    else waiting.reject(new AppError('internal', 'INTERNAL', {}, { cause: new Error(answer.failed) }));
  }

  private end(): void {
    this.stopped = true;
    for (const { reject } of this.waiting.values()) reject(new AppError('unavailable', 'SPEECH_STOPPED'));
    this.waiting.clear();
  }
}
