import { overloaded } from '@rapport/messaging';
import { metrics } from '@rapport/telemetry';

/** Seconds after which a caller who was turned away may try again. */
const patienceSeconds = { live: 1, bulk: 5 };
/** Bodies of the largest size that may lie in memory at once. */
const largestBodies = 64;

/** How much is let in. */
export interface Room {
  readonly maxInFlight: number;
  /** How much of that bulk work may take. */
  readonly bulkShare: number;
  readonly maxBodyBytes: number;
}

/** A request as far as its place matters. */
export interface Load {
  readonly isBulk: boolean;
  /** Length of its body; nothing when it does not say. */
  readonly bodyBytes?: number | undefined;
}

/** Counts requests under way and the bytes of their bodies, and turns away what would be too many, early, so that those inside still get their answer. */
export class InFlight {
  private readonly most: { readonly requests: number; readonly bulk: number; readonly bytes: number };
  private readonly now = { requests: 0, bulk: 0, bytes: 0 };

  constructor(private readonly room: Room) {
    const { maxInFlight, bulkShare, maxBodyBytes } = room;
    this.most = { requests: maxInFlight, bulk: Math.max(1, Math.floor(maxInFlight * bulkShare)), bytes: maxBodyBytes * largestBodies };
  }

  /** Lets one in; the result lets it out. Throws `unavailable` OVERLOADED when the house is full, for bulk work when its part of the house is. */
  enter({ isBulk, bodyBytes = this.room.maxBodyBytes }: Load): () => void {
    const { now, most } = this;
    const added = { requests: 1, bulk: isBulk ? 1 : 0, bytes: Math.min(bodyBytes, this.room.maxBodyBytes) };
    const isFull = now.requests + 1 > most.requests || (isBulk && now.bulk + 1 > most.bulk) || now.bytes + added.bytes > most.bytes;
    if (isFull) throw overloaded(isBulk ? patienceSeconds.bulk : patienceSeconds.live);
    this.add(added, 1);
    return () => this.add(added, -1);
  }

  private add({ requests, bulk, bytes }: { requests: number; bulk: number; bytes: number }, sign: 1 | -1): void {
    this.now.requests += sign * requests;
    this.now.bulk += sign * bulk;
    this.now.bytes += sign * bytes;
    metrics.httpInFlight.set({}, this.now.requests);
  }
}
