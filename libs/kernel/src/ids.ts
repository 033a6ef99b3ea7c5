import { randomUUID } from 'node:crypto';

declare const brand: unique symbol;
/** A string that knows what it names, so that a contact's id cannot be passed for a tenant's. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };
/** A customer company of the installation; a short lower-case slug such as `acme`. */
export type TenantId = Id<'tenant'>;
/** A signed-in account (`sub` of its token), whether person, customer or service. */
export type UserId = Id<'user'>;
/** A group of colleagues (a Keycloak group path without its leading slash). */
export type TeamId = Id<'team'>;

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const tenantForm = /^[a-z][a-z0-9-]{0,62}$/;

/** Whether the text is a lower-case UUID. */
export function isUuid(text: string): boolean {
  return uuidForm.test(text);
}

/** Whether the text can name a tenant. */
export function isTenantId(text: string): text is TenantId {
  return tenantForm.test(text);
}

/** Where new ids come from; specs use `SeqIds`. */
export interface Ids {
  /** A UUID, version 7: ordered by time of creation to the millisecond. */
  next<Kind extends string>(): Id<Kind>;
}

/** Ids of the running system. */
export class UuidIds implements Ids {
  next<Kind extends string>(): Id<Kind> {
    const time = Date.now().toString(16).padStart(12, '0');
    // The random half of a version 4, whose bits Node draws many at a time.
    return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}` as Id<Kind>;
  }
}

/** Predictable ids for specs: `00000000-0000-7000-8000-000000000001`, then `…2`. */
export class SeqIds implements Ids {
  private last = 0;

  next<Kind extends string>(): Id<Kind> {
    this.last += 1;
    return `00000000-0000-7000-8000-${this.last.toString(16).padStart(12, '0')}` as Id<Kind>;
  }
}
