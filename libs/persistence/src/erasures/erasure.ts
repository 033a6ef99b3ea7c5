/** That a record was erased: ids and nothing else, so that it may be kept when everything else is forgotten. */
export interface Erasure {
  readonly tenant: string;
  /** The schema of the service that owned the record. */
  readonly service: string;
  readonly noun: string;
  readonly id: string;
}

/** Erasures kept outside the database, where a restored backup cannot undo them. Written and read whole; an erasure noted twice counts once. */
export interface ErasureLedger {
  /** Resolves when the erasures are on the disk or in the store that the ledger stands on. Throws `NotYet` when that cannot be reached. */
  note(erasures: readonly Erasure[]): Promise<void>;
  /** Every erasure ever noted. Throws `NotYet` when the ledger cannot be reached, and an error when it is damaged. */
  all(): Promise<Erasure[]>;
}

/** One text for one erasure, to compare them by; its parts hold no `/`. */
export function pathOf({ tenant, service, noun, id }: Erasure): string {
  return [tenant, service, noun, id].map(encodeURIComponent).join('/');
}

/** The erasure of such a text; nothing for another. */
export function erasureAt(path: string): Erasure | undefined {
  const [tenant, service, noun, id, ...more] = path.split('/').map(decodeURIComponent);
  return tenant && service && noun && id && more.length === 0 ? { tenant, service, noun, id } : undefined;
}
