/** How a streamed answer travels: numbered messages to the caller's inbox, the last one empty; the caller grants the sender more as it reads. */
export const frame = {
  /** Header: 1, 2, 3 … */
  number: 'rapport-frame',
  /** Header on the last message. */
  end: 'rapport-end',
  /** Messages that may be under way unread. */
  window: 64,
  /** The caller grants as many anew each time it has read as many. */
  grant: 32,
} as const;

/** Where callers say that they left: the data is their inbox. Everybody who serves listens; whoever serves them stops. */
export const leavingSubject = 'rapport-leaving';
