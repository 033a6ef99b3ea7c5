import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { formsOf } from './forms.fixture.js';

interface Pattern {
  readonly what: string;
  readonly bytes: Buffer;
}

/** Looks for typed texts in bytes, whatever encoding they lie there in. */
export class Canaries {
  private readonly byBeginning = new Map<number, Pattern[]>();
  /** One bit for each beginning of three bytes: nearly every place is passed by one look. */
  private readonly beginnings = new Uint8Array(1 << 21);

  /** `texts` by the name under which a find is told. */
  constructor(readonly texts: Readonly<Record<string, string>>) {
    const seen = new Set<string>();
    for (const [name, text] of Object.entries(texts)) for (const form of formsOf(text)) this.add({ what: `${name} (${form.name})`, bytes: form.bytes }, seen);
  }

  /** What was found, each once. */
  in(bytes: Buffer | string): string[] {
    const buffer = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    const found = new Set<string>();
    for (let at = 0; at + 2 < buffer.length; at += 1) {
      const beginning = beginningAt(buffer, at);
      if (!(this.beginnings[beginning >> 3]! & (1 << (beginning & 7)))) continue;
      for (const { what, bytes: wanted } of this.byBeginning.get(beginning)!) {
        if (!found.has(what) && wanted.equals(buffer.subarray(at, at + wanted.length))) found.add(what);
      }
    }
    return [...found];
  }

  /** What was found in the files of a folder and their names, as `file: what`. Sockets and what vanishes meanwhile are passed over. */
  inFolder(folder: string): string[] {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files.flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = relative(folder, path);
      return [...this.in(name), ...this.in(contentOf(path))].map((what) => `${name}: ${what}`);
    });
  }

  private add(pattern: Pattern, seen: Set<string>): void {
    const key = pattern.bytes.toString('latin1');
    if (seen.has(key)) return;
    seen.add(key);
    const beginning = beginningAt(pattern.bytes, 0);
    this.beginnings[beginning >> 3]! |= 1 << (beginning & 7);
    this.byBeginning.set(beginning, [...(this.byBeginning.get(beginning) ?? []), pattern]);
  }
}

function beginningAt(bytes: Buffer, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (thrown) {
    if ((thrown as { code?: string }).code === 'ENOENT') return Buffer.alloc(0);
    throw thrown;
  }
}
