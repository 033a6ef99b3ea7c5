/** Where the objects are. Who we are comes from the environment or the machine, as every S3 client finds it. */
export interface ObjectPlace {
  readonly bucket: string;
  /** Ends with `/`, or is empty. */
  readonly prefix: string;
  /** An S3 service other than Amazon's. */
  readonly endpoint?: string | undefined;
}

/** The place that `s3://bucket/prefix` names; nothing for another text, which is a path of this machine. */
export function objectPlaceOf(text: string, endpoint?: string): ObjectPlace | undefined {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)(?:\/(.*?)\/?)?$/.exec(text) ?? [];
  return bucket ? { bucket, prefix: prefix && `${prefix}/`, endpoint } : undefined;
}
