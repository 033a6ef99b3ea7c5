import type { OpenDek } from '@rapport/crypto';
import type { FileStore } from './file-store.js';

/** A file that belongs to a person: sealed with their key, and gone for good when the key is destroyed. */
export interface FileOf {
  readonly tenant: string;
  readonly id: string;
  /** Whose key seals it. */
  readonly subject: string;
}

/** Bytes of a whole piece; the last one of a file may be shorter. Below the broker's limit of a message, so that a piece travels in one. */
export const pieceBytes = 512 * 1024;

/**
 * Files as pieces of `pieceBytes`, each sealed for its own place in its own file: pieces cannot be exchanged, reordered or moved to another file, and a part of a
 * file is read without the rest. How many pieces a file has is for the database to know.
 */
export class SealedFiles {
  /** `area` names what the files are, such as `ai.recordings`: the same in the seal and in the path. */
  constructor(
    private readonly store: FileStore,
    private readonly area: string,
  ) {}

  /** Keeps one piece; the same piece again replaces it. */
  put(dek: OpenDek, file: FileOf, number: number, bytes: Uint8Array): Promise<void> {
    if (bytes.length > pieceBytes) throw new RangeError(`a piece has at most ${pieceBytes} bytes`);
    return this.store.put(`${this.folderOf(file)}/${number}`, dek.seal(this.placeOf(file, number), bytes));
  }

  /** One piece, or nothing when it is not there. Throws `SealBroken` for bytes that are not what was kept at this place. */
  async get(dek: OpenDek, file: FileOf, number: number): Promise<Uint8Array | undefined> {
    const sealed = await this.store.get(`${this.folderOf(file)}/${number}`);
    return sealed && dek.openBytes(this.placeOf(file, number), sealed);
  }

  /** Removes the file with all its pieces. */
  remove(file: Omit<FileOf, 'subject'>): Promise<void> {
    return this.store.remove(this.folderOf(file));
  }

  private folderOf({ tenant, id }: Omit<FileOf, 'subject'>): string {
    return `${this.area.replaceAll('.', '-')}/${tenant}/${id}`;
  }

  private placeOf({ tenant, id, subject }: FileOf, number: number) {
    return { tenant, table: this.area, column: 'piece', row: `${id}/${number}`, subject };
  }
}
