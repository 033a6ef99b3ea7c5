import type { Background, Database, ServiceSchema } from '@rapport/persistence';

/** The service's access across tenants, for the few things that have no tenant, such as walking the audit's chain. */
export class ServiceBackground implements Background {
  constructor(
    readonly db: Database,
    readonly names: ServiceSchema,
  ) {}
}
