import type { Address, DescMessage, DescService, MessengerPoint, ServiceClient } from '@rapport/contracts/client';
import type { Instant } from '../i18n/format.js';
import type { MessageKey } from '../i18n/text.js';

/** A noun by its name in the contract; each has its sentences: `contact.many`, `contact.create`, … */
export type NounName = MessageKey extends infer Key ? (Key extends `${infer Name}.many` ? Name : never) : never;

/** A record of any noun: what all have, and what most have. */
export interface NounRecord {
  readonly id: string;
  readonly etag: string;
  readonly ownerId?: string;
  readonly teamId?: string;
  readonly tags?: readonly string[];
  readonly custom?: Readonly<Record<string, unknown>>;
  readonly deletedAt?: Instant;
}

/** What a field holds, which says how it is shown and edited. */
export type FieldKind =
  | 'text'
  /** A word that programs know too, such as `web-form`; shown in the reader's words. */
  | 'key'
  | 'long-text'
  | 'url'
  /** A day of the calendar, which has no time zone: `1990-04-12`. */
  | 'date'
  /** An instant that people choose. */
  | 'date-time'
  /** An instant at which something happened; set by a service. */
  | 'moment'
  | 'number'
  | 'money'
  | 'flag'
  | 'language'
  | 'choice'
  /** Where a deal stands: a stage of the tenant's pipelines. */
  | 'stage'
  | 'emails'
  | 'phones'
  | 'messengers'
  | 'addresses'
  | 'tags'
  | 'colleague'
  | 'team'
  /** Another record, such as the customer whom a task is about. */
  | 'record';

/** A value as fields show and edit it. Instants are RFC 3339 texts, or a day (`2026-03-08`) where only that counts. */
export type FieldValue =
  | string
  | number
  | boolean
  | Money
  | RecordName
  | readonly Point[]
  | readonly Messenger[]
  | readonly PostalAddress[]
  | readonly string[]
  | undefined;

/** An amount in minor units: kopecks, cents. */
export interface Money {
  readonly minor: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** Names a record of some noun. */
export interface RecordName {
  readonly noun: string;
  readonly id: string;
}

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

/** What the contract does not say of a field, where a page needs to know it. */
export interface FieldException {
  /** The contract's name. */
  readonly name: string;
  readonly kind?: FieldKind;
  /** Instead of `field.{name}`. */
  readonly label?: MessageKey;
  /** Of an amount in minor units: the field that holds its currency. */
  readonly currency?: string;
  /** Of an instant: the field that says that its day counts, not its hour. */
  readonly wholeDay?: string;
  /** The contract has a call of its own to change it, which the noun's `calls` make. */
  readonly hasCall?: true;
  /** Of the id of another record: its noun, or the field that says which (`subject_noun`). */
  readonly noun?: NounName | `${string}_noun`;
}

/** What a noun's descriptor says; whatever the contract knows is derived from it. */
export interface NounSpec {
  readonly service: DescService;
  readonly schema: DescMessage;
  /** The field that people call a record by, and the one shown below it. */
  readonly title: string;
  readonly subtitle?: string;
  /** Lists are ordered by it as long as nobody chose: `display_name`, `-created_at`. */
  readonly order: string;
  /** In the order of the record page. Tags, owner, source and times follow by themselves where the contract has them. */
  readonly fields: readonly (string | FieldException)[];
  /** Those asked for when a record is added, of `fields`. */
  readonly asked: readonly string[];
  /** Those of `asked` of which one at least must be filled in; whatever the contract requires is known by itself. */
  readonly needsOneOf?: readonly string[];
  /** What stands beside the title in a list as long as nobody chose, and what says at a glance how it stands. */
  readonly columns: readonly string[];
  /** On a phone, instead of them: what stands below the title. */
  readonly brief: readonly string[];
  readonly mark?: string;
  /** Views that everybody has, beside that of all records. */
  readonly views?: readonly StarterView[];
  /** The one of them with which a list opens, as long as nobody chose; that of all records when left out. */
  readonly opens?: StarterView['name'];
  /** Its records are customers: relations, notes and a timeline belong to them. */
  readonly isCustomer?: true;
  /** Where its calls are more than the standard ones: made of those, and of other services' calls. */
  readonly calls?: (standard: NounCalls, callsOf: <Service extends DescService>(service: Service) => ServiceClient<Service>) => NounCalls;
  /** Its records are people: ways to reach them are shown when somebody asks for them. */
  readonly isPerson?: true;
  readonly board?: BoardSpec;
  readonly calendar?: CalendarSpec;
  /** Where a record is done with by a tick. */
  readonly done?: DoneSpec;
}

/** A view that everybody has of a list, by the name of its sentence: `view.mine`. */
export interface StarterView {
  readonly name: 'mine' | 'today' | 'overdue';
  /** In the grammar of the API; `@me` is whoever looks, `due_at:"@today"` the day on which they do. */
  readonly filter: string;
}

/** How a list becomes a board: columns by a field's choices. */
export interface BoardSpec {
  /** The fields that it can be grouped by, the usual one first; the tenant's own choice fields come by themselves. */
  readonly groups: readonly string[];
  /** Fields whose sum stands above a column. */
  readonly sums?: readonly string[];
}

/** How a list becomes a calendar. */
export interface CalendarSpec {
  /** The fields that say on which day a record stands, the usual one first. */
  readonly dates: readonly string[];
}

/** How a tick says that a record is done with. */
export interface DoneSpec {
  readonly field: string;
  /** The words of the field's choice while it is to be done, and afterwards. */
  readonly open: string;
  readonly done: string;
}

/** One of a field's choices. */
export interface ChoiceSpec {
  /** As the API writes it. */
  readonly word: string;
  readonly means: string | number;
  readonly label: string;
}

/** A field of a noun: what the contract says of it together with the descriptor. */
export interface FieldSpec {
  readonly name: string;
  /** The message's name of it. */
  readonly local: string;
  readonly kind: FieldKind;
  /** Name of its sentence. */
  readonly label: string;
  readonly choices: readonly ChoiceSpec[];
  /** People may change it. */
  readonly isWritable: boolean;
  /** By a call of its own, not with others. */
  readonly hasCall?: true;
  /** What a write says of it to clear it. */
  readonly empty: unknown;
  /** The message's name of the field beside it that belongs to it: the currency, the noun, whether only the day counts. */
  readonly beside?: string;
  /** The contract's name of that field. */
  readonly besideName?: string;
  /** Of the id of another record: its noun, where it is always the same. */
  readonly noun?: string;
}

/** What one call may say beside its request. */
export interface CallOptions {
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
  /** The fields that come of each record, by the contract's names and separated by commas; all when left out. */
  readonly fields?: string;
}

export interface FoundPage {
  readonly records: readonly NounRecord[];
  readonly nextPageToken: string;
}

/** Values by the message's names of fields. */
export type Draft = Readonly<Record<string, unknown>>;

/** The calls that every noun has. */
export interface NounCalls {
  list(wish: PageWish, options: CallOptions): Promise<FoundPage>;
  /** How many there are in all, which takes the service a while. */
  count(filter: string, options: CallOptions): Promise<number>;
  /** The whole record, or these fields of it. */
  get(id: string, options: CallOptions, fields?: readonly string[]): Promise<NounRecord>;
  create(draft: Draft, options: CallOptions): Promise<NounRecord>;
  update(id: string, draft: Draft, paths: readonly string[], options: CallOptions): Promise<NounRecord>;
  remove(id: string, etag: string): Promise<NounRecord>;
  restore(id: string): Promise<NounRecord>;
  readonly removeMany?: ManyAtOnce;
  readonly restoreMany?: ManyAtOnce;
  /** Changes the fields at these paths of up to 200 records in one call; each succeeds or fails for itself, in the order given. */
  updateMany?(patches: readonly Patch[], paths: readonly string[]): Promise<readonly (Became | Error)[]>;
  /** What all records that match are worth, by currency, where the service can say it without reading them. */
  sums?(filter: string, options: CallOptions): Promise<ReadonlyMap<string, number>>;
}

/** New values of one record; with an etag, on top of that version alone. */
export type Patch = Draft & { readonly id: string; readonly etag?: string };

/** A record that was changed. */
export interface Became {
  /** Its fields that were to change, as they were; nothing where it was so already. */
  readonly before?: NounRecord;
  readonly after: NounRecord;
}

/** Does something to up to 200 records in one call; each succeeds or fails for itself, in the order given. */
export type ManyAtOnce = (ids: readonly string[]) => Promise<readonly (NounRecord | Error)[]>;

/** Everything that lists, dialogs and record pages need to know of a noun. */
export interface Noun extends Pick<
  NounSpec,
  'isCustomer' | 'isPerson' | 'schema' | 'order' | 'asked' | 'needsOneOf' | 'columns' | 'brief' | 'views' | 'opens' | 'board' | 'calendar' | 'done'
> {
  readonly name: NounName;
  /** As in the path and in permissions: `contacts.read`. */
  readonly plural: string;
  /** Where its list is; a record is below it. */
  readonly path: `/${string}`;
  readonly fields: readonly FieldSpec[];
  /** Those that nearly every noun has: tags, who answers for it, where it came from, when it changed. */
  readonly kept: readonly FieldSpec[];
  /** The field that says at a glance how a record stands. */
  readonly mark: FieldSpec | undefined;
  /** The field that its title is, and by which lists sort by their first column. */
  readonly title: string;
  /** The field below it. */
  readonly subtitle?: string;
  readonly calls: NounCalls;
  titleOf(record: NounRecord): string;
  subtitleOf(record: NounRecord): string;
}
