/** The names of a service in the database. */
export interface ServiceSchema {
  /** `service-desk` */
  readonly service: string;
  /** `service_desk` */
  readonly schema: string;
  /** The role its transactions take: not the owner of its tables, and bound by row level security. */
  readonly role: string;
  /** The role of its background work across tenants: outbox relay, sweeper, audit chain, job lease. */
  readonly relay: string;
}

const serviceForm = /^[a-z][a-z0-9-]{0,40}$/;

/** The names that a service's folder name gives. */
export function schemaOf(service: string): ServiceSchema {
  if (!serviceForm.test(service)) throw new Error(`“${service}” is not the name of a service`);
  const schema = service.replaceAll('-', '_');
  return { service, schema, role: `rapport_${schema}`, relay: `rapport_${schema}_relay` };
}
