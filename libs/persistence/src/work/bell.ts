/** Tells whoever listens in this process that there is work; whoever does not hear it finds the work by polling. */
export class Bell {
  private readonly listeners = new Set<() => void>();

  /** Calls `listener` at each ring until the returned function is called. */
  onRing(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  ring(): void {
    for (const listener of this.listeners) listener();
  }
}
