/** Says what is being done while Rapport starts: one line that is written over on a terminal, a line each elsewhere. */
export class Progress {
  private readonly began = Date.now();
  private readonly live = process.stdout.isTTY;

  step(words: string): void {
    process.stdout.write(this.live ? `\r\u001b[K… ${words}` : `… ${words}\n`);
  }

  /** The last line: how long it took. */
  done(words: string): void {
    process.stdout.write(`${this.live ? '\r\u001b[K' : ''}✓ ${words} (${((Date.now() - this.began) / 1000).toFixed(1)} s)\n`);
  }
}
