import { S3Client } from '@aws-sdk/client-s3';
import type { ObjectPlace } from './object.place.js';

/** A client of the place's service; what is asked is tried three times, for so long each. */
export function openClient({ endpoint }: ObjectPlace, requestTimeout: number): S3Client {
  return new S3Client({
    ...(endpoint && { endpoint, forcePathStyle: true }),
    maxAttempts: 3,
    requestHandler: { requestTimeout, connectionTimeout: 3000 },
  });
}
