import type { SessionStore } from './session.store.js';

const lookEveryMs = 20_000;

/** Tells whoever listens (an open event stream) that a session has ended: at once when it ended here, within 20 s when it ended elsewhere or by time. */
export class SessionWatch {
  private readonly listening = new Map<string, Set<() => void>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly store: SessionStore) {}

  /** Calls `ended` once; the answer stops listening. */
  onEnd(id: string, ended: () => void): () => void {
    const listeners = this.listening.get(id) ?? new Set();
    this.listening.set(id, listeners.add(ended));
    this.timer ??= setInterval(() => void this.look().catch(() => undefined), lookEveryMs).unref();
    return () => {
      listeners.delete(ended);
      if (listeners.size === 0) this.listening.delete(id);
      this.rest();
    };
  }

  ended(ids: readonly string[]): void {
    for (const id of ids) {
      const listeners = this.listening.get(id) ?? [];
      this.listening.delete(id);
      for (const listener of listeners) listener();
    }
    this.rest();
  }

  /** Asks for every session that is listened to; called by itself, and by specs. */
  async look(): Promise<void> {
    for (const id of this.listening.keys()) if (!(await this.store.get(id))) this.ended([id]);
  }

  private rest(): void {
    if (this.listening.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
