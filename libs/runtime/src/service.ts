import type { Provider, Type } from '@nestjs/common';
import type { JobHandler, Tx, UniqueNames, UnitOfWork } from '@rapport/persistence';
import type { Demo } from './demo.js';

/** A service as its folder describes it: what it owns, answers and hears. Started alone or together with others. */
export interface Service {
  /** The folder's name: its schema, database role and queue group too. */
  readonly name: string;
  /** The folder of its SQL migrations. */
  readonly migrations: string;
  /** Classes that `@Serves` a contract. */
  readonly doors: readonly Type[];
  /** Classes with `@On` handlers. */
  readonly ears: readonly Type[];
  /** Classes marked with `@Job`. */
  readonly jobs?: readonly Type<JobHandler<never>>[];
  /** Stores and whatever else doors and ears are made of. */
  readonly providers: readonly Provider[];
  /** What its unique constraints mean to people. */
  readonly unique?: UniqueNames;
  /** By noun, what erases a record of it: asked again after a restore, before any door opens. */
  readonly erasers?: Readonly<Record<string, Type<Eraser>>>;
  /** Work that is done in the background, besides relaying and sweeping. */
  readonly upkeep?: readonly Type<Upkeep>[];
  /** What it adds to the demo tenants. */
  readonly demo?: Type<Demo>;
}

/** Erases a record with all that the service knows beside it. */
export interface Eraser {
  /** Throws `not_found` when there is nothing to erase. */
  erase(tx: Tx, id: string): Promise<void>;
}

/** Background work of a service: started after its doors, stopped before its database. */
export interface Upkeep {
  start(work: UnitOfWork): void;
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}
