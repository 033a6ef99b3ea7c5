/**
 * Whether a caller still waits. A light stand-in for `AbortController`, of which there would be one for every request and hardly ever a use;
 * the signal is made when somebody asks for it.
 */
export class Leaving {
  private controller: AbortController | undefined;
  private then: ((reason: unknown) => void) | undefined;
  private left = false;
  private reason: unknown;

  get hasLeft(): boolean {
    return this.left;
  }

  /** Why, where it was said. */
  get why(): unknown {
    return this.reason;
  }

  /** Aborted once the caller has left. */
  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.left) this.controller.abort(this.reason);
    }
    return this.controller.signal;
  }

  /** The caller leaves; only the first time counts. */
  leave(reason?: unknown): void {
    if (this.left) return;
    this.left = true;
    this.reason = reason;
    this.controller?.abort(reason);
    this.then?.(reason);
  }

  /** Calls back when the caller leaves, at once if it has; one listener at a time, the last one said. */
  onLeave(then: ((reason: unknown) => void) | undefined): void {
    this.then = then;
    if (this.left) then?.(this.reason);
  }
}
