/** Bytes that grow in place up to a limit: what is not written yet takes no memory, and nothing is copied when more comes. */
export class Growing {
  private readonly buffer: ArrayBuffer;

  constructor(most: number) {
    this.buffer = new ArrayBuffer(0, { maxByteLength: most });
  }

  get length(): number {
    return this.buffer.byteLength;
  }

  /** Room for so many more bytes, at the end. Throws a `RangeError` past the limit. */
  room(bytes: number): { readonly buffer: ArrayBuffer; readonly at: number } {
    const at = this.buffer.byteLength;
    this.buffer.resize(at + bytes);
    return { buffer: this.buffer, at };
  }

  add(bytes: Uint8Array): void {
    const { buffer, at } = this.room(bytes.length);
    new Uint8Array(buffer, at, bytes.length).set(bytes);
  }

  /** What was added, without a copy; nothing can be added after. */
  end(): ArrayBuffer {
    return this.buffer.transferToFixedLength();
  }
}
