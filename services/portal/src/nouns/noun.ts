import type { Address, Company, CompanySchema, Contact, ContactSchema, MessengerPoint } from '@rapport/contracts/client';
import type { Instant } from '../i18n/format.js';
import type { MessageKey } from '../i18n/text.js';

/** A record of the customer base. */
export type Customer = Contact | Company;

/** What a field holds, which says how it is shown and edited. */
export type FieldKind =
  | 'text'
  | 'date'
  | 'number'
  | 'language'
  | 'standing'
  | 'emails'
  | 'phones'
  | 'messengers'
  | 'addresses'
  | 'tags'
  | 'owner'
  | 'team'
  | 'moment'
  | 'flag'
  | 'choice';

/** A field of a noun: `name` is the contract's, `local` the message's. */
export interface FieldSpec {
  readonly name: string;
  readonly local: string;
  readonly kind: FieldKind;
  readonly label: MessageKey;
}

/** A value as fields show and edit it. */
export type FieldValue =
  | string
  | number
  | boolean
  | readonly Point[]
  | readonly Messenger[]
  | readonly PostalAddress[]
  | readonly string[]
  | Instant
  | undefined;

/** A name in a messenger. */
export type Messenger = Pick<MessengerPoint, 'network' | 'value'>;

/** Where post is sent. */
export type PostalAddress = Partial<Pick<Address, 'label' | 'country' | 'postalCode' | 'region' | 'city' | 'street'>>;

/** One of several addresses of somebody. */
export interface Point {
  readonly value: string;
  readonly label?: string;
  readonly preferred?: boolean;
}

/** What one call may say beside its request. */
interface Options {
  readonly signal?: AbortSignal;
  readonly ifMatch?: string;
  readonly idempotencyKey?: string;
}

/** Which page of which records. */
export interface PageWish {
  readonly filter: string;
  readonly orderBy: string;
  readonly pageToken: string;
  readonly pageSize: number;
}

export interface FoundPage {
  readonly records: readonly Customer[];
  readonly nextPageToken: string;
}

/** Values by the message's names of fields. */
export type Draft = Readonly<Record<string, unknown>>;

/** The calls that every noun has. */
interface NounCalls {
  list(wish: PageWish, options: Options): Promise<FoundPage>;
  /** How many there are in all, which takes the service a while. */
  count(filter: string, options: Options): Promise<number>;
  get(id: string, options: Options): Promise<Customer>;
  create(draft: Draft, options: Options): Promise<Customer>;
  update(id: string, draft: Draft, paths: string[], options: Options): Promise<Customer>;
  remove(id: string, etag: string): Promise<Customer>;
  restore(id: string): Promise<Customer>;
}

/** Everything that lists, dialogs and record pages need to know of a noun. */
export interface Noun {
  readonly name: 'contact' | 'company';
  readonly plural: 'contacts' | 'companies';
  readonly path: '/people' | '/companies';
  /** Its message in the contract, which says what lists may do with its fields. */
  readonly schema: typeof ContactSchema | typeof CompanySchema;
  readonly sortByName: string;
  readonly fields: readonly FieldSpec[];
  /** Those asked for when a record is added, of `fields`. */
  readonly asked: readonly string[];
  readonly calls: NounCalls;
  titleOf(record: Customer): string;
  subtitleOf(record: Customer): string;
}
