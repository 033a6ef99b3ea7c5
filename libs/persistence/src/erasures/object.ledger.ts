import { ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { NotYet } from '@rapport/kernel';
import { openClient } from '../objects/object.client.js';
import type { ObjectPlace } from '../objects/object.place.js';
import { erasureAt, pathOf, type Erasure, type ErasureLedger } from './erasure.js';

/** The ledger as one small object per erasure in an S3 bucket, named by its ids: writing again changes nothing, and no two processes meet in one object. */
export class ObjectLedger implements ErasureLedger {
  private readonly client: S3Client;

  constructor(private readonly place: ObjectPlace) {
    this.client = openClient(place, 10_000);
  }

  async note(erasures: readonly Erasure[]): Promise<void> {
    const { bucket, prefix } = this.place;
    for (const erasure of erasures)
      await this.reached(this.client.send(new PutObjectCommand({ Bucket: bucket, Key: `${prefix}${pathOf(erasure)}`, Body: JSON.stringify(erasure) })));
  }

  async all(): Promise<Erasure[]> {
    const { bucket, prefix } = this.place;
    const found: Erasure[] = [];
    for (let after: string | undefined; ;) {
      const asked = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ...(after && { ContinuationToken: after }) });
      const { Contents = [], NextContinuationToken } = await this.reached(this.client.send(asked));
      found.push(...Contents.flatMap(({ Key = '' }) => erasureAt(Key.slice(prefix.length)) ?? []));
      if (!NextContinuationToken) return found;
      after = NextContinuationToken;
    }
  }

  private async reached<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (cause) {
      const { name, code } = cause as { name?: string; code?: string };
      throw new NotYet(
        `The erasure ledger in bucket “${this.place.bucket}” (RAPPORT_ERASURE_LEDGER) cannot be reached (${code ?? name}); check S3_ENDPOINT, the bucket and AWS_ACCESS_KEY_ID.`,
        { cause },
      );
    }
  }
}
