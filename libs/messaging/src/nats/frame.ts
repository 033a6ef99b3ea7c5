/**
 * How a streamed answer travels: numbered messages to the caller's inbox, an opening before them and an end after them, both empty; the caller grants the sender more
 * as it reads. A message to the sender that has a reply address asks for a sign of life.
 */
export const frame = {
  /** Header: 1, 2, 3 … */
  number: 'rapport-frame',
  /** The number of the opening, which tells the sender's address. */
  opening: '0',
  /** Header on a sign of life. */
  alive: 'rapport-alive',
  /** How often a silent sender is asked for one. */
  beatMs: 1000,
  /** After so many without any it is given up: as long as a busy process may be. */
  silentBeats: 15,
  /** Header on the last message. */
  end: 'rapport-end',
  /** Messages that may be under way unread. */
  window: 64,
  /** The caller grants as many anew each time it has read as many. */
  grant: 32,
} as const;

/** Where callers say that they left: the data is their inbox. Everybody who serves listens; whoever serves them stops. */
export const leavingSubject = 'rapport-leaving';
