const sslRequest = 80877103;
const gssRequest = 80877104;
const cancelRequest = 80877102;

/** What a client sent before its first query. */
export type Greeting = 'encryption' | 'cancel' | 'startup';

/** One client's bytes, cut into what must run without another client's messages between. */
export class WireMessages {
  private pending: Buffer = Buffer.alloc(0);
  private scanned = 0;

  /** Adds bytes as they came from the socket. */
  push(bytes: Buffer): void {
    this.pending = this.pending.length ? Buffer.concat([this.pending, bytes]) : bytes;
  }

  /** The next packet of the greeting, which has no type byte. */
  greeting(): Greeting | undefined {
    if (this.pending.length < 8) return undefined;
    const length = this.pending.readInt32BE(0);
    if (this.pending.length < length) return undefined;
    const code = this.pending.readInt32BE(4);
    this.pending = this.pending.subarray(length);
    if (code === sslRequest || code === gssRequest) return 'encryption';
    return code === cancelRequest ? 'cancel' : 'startup';
  }

  /**
   * The next whole exchange: a simple query, or everything up to Sync, Flush or Terminate. Unnamed statements belong to the session that all
   * clients share, so the messages of one exchange may not be torn apart.
   */
  exchange(): { readonly bytes: Buffer; readonly last: string } | undefined {
    while (this.pending.length >= this.scanned + 5) {
      const end = this.scanned + 1 + this.pending.readInt32BE(this.scanned + 1);
      if (this.pending.length < end) return undefined;
      const type = String.fromCharCode(this.pending[this.scanned]!);
      this.scanned = end;
      if (!'QSHXF'.includes(type)) continue;
      const bytes = this.pending.subarray(0, end);
      this.pending = this.pending.subarray(end);
      this.scanned = 0;
      return { bytes, last: type };
    }
    return undefined;
  }
}
