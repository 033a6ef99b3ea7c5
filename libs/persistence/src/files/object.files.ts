import { DeleteObjectsCommand, GetObjectCommand, ListObjectsV2Command, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { AppError } from '@rapport/kernel';
import { openClient } from '../objects/object.client.js';
import type { ObjectPlace } from '../objects/object.place.js';
import { assertPath, FileStore } from './file-store.js';

/** Files in an S3 bucket, one object each. */
export class ObjectFiles extends FileStore {
  private readonly client: S3Client;

  constructor(private readonly place: ObjectPlace) {
    super();
    this.client = openClient(place, 20_000);
  }

  async put(path: string, bytes: Uint8Array): Promise<void> {
    assertPath(path);
    await this.reached(() => this.client.send(new PutObjectCommand({ Bucket: this.place.bucket, Key: this.keyOf(path), Body: bytes })));
  }

  async get(path: string): Promise<Uint8Array | undefined> {
    assertPath(path);
    return this.reached(async () => {
      try {
        const { Body } = await this.client.send(new GetObjectCommand({ Bucket: this.place.bucket, Key: this.keyOf(path) }));
        return await Body?.transformToByteArray();
      } catch (thrown) {
        if (thrown instanceof NoSuchKey) return undefined;
        throw thrown;
      }
    });
  }

  async remove(folder: string): Promise<void> {
    assertPath(folder);
    const { bucket } = this.place;
    await this.reached(async () => {
      for (;;) {
        const { Contents = [] } = await this.client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `${this.keyOf(folder)}/` }));
        if (Contents.length === 0) return;
        const Objects = Contents.map(({ Key }) => ({ Key: Key! }));
        const { Errors = [] } = await this.client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }));
        // Told in an answer of 200, object by object: what is not removed would be found again for ever.
        if (Errors.length > 0) throw new Error(`${Errors.length} objects were not removed: ${Errors[0]!.Code}`);
      }
    });
  }

  private keyOf(path: string): string {
    return `${this.place.prefix}${path}`;
  }

  private async reached<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      throw new AppError('unavailable', 'FILES_UNREACHABLE', { retryAfterMs: 5000 }, { cause });
    }
  }
}
