/** Where events wait that came before their turn, until something of their aggregate was handled here or a while has passed. */
export class WaitingRoom {
  private readonly waiting = new Map<string, Set<() => void>>();
  private isOpen = true;

  /** Resolves after `ms` at the latest; false once the room is closed. */
  wait(aggregate: string, ms: number): Promise<boolean> {
    if (!this.isOpen) return Promise.resolve(false);
    const others = this.waiting.get(aggregate) ?? new Set();
    this.waiting.set(aggregate, others);
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(timer);
        others.delete(go);
        if (others.size === 0 && this.waiting.get(aggregate) === others) this.waiting.delete(aggregate);
        resolve(this.isOpen);
      };
      const timer = setTimeout(go, ms);
      others.add(go);
    });
  }

  /** Something of the aggregate was handled. */
  call(aggregate: string): void {
    this.waiting.get(aggregate)?.forEach((go) => go());
  }

  /** Sends everybody home. */
  close(): void {
    this.isOpen = false;
    this.waiting.forEach((_, aggregate) => this.call(aggregate));
  }
}
