/** A browser's session as it is kept. */
export interface StoredSession {
  /** SHA-256 of the cookie's value, base64url. */
  readonly id: string;
  /** The provider's session and account, by which a back-channel logout finds it. */
  readonly sid: string;
  readonly subject: string;
  /** Tokens and principal, sealed. */
  readonly sealed: Uint8Array;
  /** Grows by one with every renewal of the tokens. */
  readonly version: number;
  readonly createdAt: Date;
  readonly accessExpiresAt: Date;
  /** Without a request until then it ends. */
  readonly idleUntil: Date;
  /** It ends then in any case. */
  readonly endsAt: Date;
}

/** What a renewal changes. */
export type Renewal = Pick<StoredSession, 'sealed' | 'accessExpiresAt'>;

/** Where sessions are kept; shared by all gateways of an installation. A session that is over is as good as absent. */
export interface SessionStore {
  put(session: StoredSession): Promise<void>;
  get(id: string): Promise<StoredSession | undefined>;
  /** Somebody was here: idleness is counted anew. */
  touch(id: string, idleUntil: Date): Promise<void>;
  /** One gateway may renew this version's tokens until the given instant; false when another already may, or did. */
  claimRenewal(id: string, version: number, until: Date): Promise<boolean>;
  renew(id: string, version: number, renewal: Renewal): Promise<void>;
  delete(id: string): Promise<void>;
  /** Ids of the sessions that ended by it. */
  deleteBySid(sid: string): Promise<readonly string[]>;
  deleteBySubject(subject: string): Promise<readonly string[]>;
  /** Forgets what is over; how many that were. */
  sweep(): Promise<number>;
}
