import { getOption, hasOption, type DescEnum, type DescField, type DescMessage, type DescMethod, type DescService } from '@bufbuild/protobuf';
import * as gen from './gen/rapport/options/v1/options_pb.js';

export { Format, PiiClass, Search } from './gen/rapport/options/v1/options_pb.js';
export type { EventRule, FieldRules, NounRule } from './gen/rapport/options/v1/options_pb.js';

/** An HTTP method and the path template that serve an rpc. */
export interface Route {
  readonly verb: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/v1/contacts/{contact.id}` */
  readonly path: string;
  /** The request field that the body is; `*` for all; empty for none. */
  readonly body: string;
}

/** The rpc's REST route, or nothing for an rpc between services. */
export function routeOf(method: DescMethod): Route | undefined {
  if (!hasOption(method, gen.http)) return undefined;
  const rule = getOption(method, gen.http);
  const verb = rule.method.case?.toUpperCase();
  if (!verb) throw new Error(`${rpcName(method)} has an http option without a method`);
  return { verb: verb as Route['verb'], path: rule.method.value ?? '', body: rule.body };
}

/** The right that the rpc demands. Throws for an rpc without one: no door stands open by omission. */
export function permissionOf(method: DescMethod): string {
  const permission = getOption(method, gen.permission);
  if (!permission) throw new Error(`${rpcName(method)} has no permission`);
  return permission;
}

/** Whether the rpc changes something: its permission says so, for some reads are posted, since what is asked is personal data. */
export function isWrite(method: DescMethod): boolean {
  return !permissionOf(method).endsWith('.read');
}

const bulk = new WeakMap<DescMethod, boolean>();

/** Whether the rpc is work in bulk, which gives way under load to what people wait for. */
export function isBulk(method: DescMethod): boolean {
  const known = bulk.get(method) ?? getOption(method, gen.bulk);
  bulk.set(method, known);
  return known;
}

/** A field's rules; every limit is at its zero value when none was said. */
export function rulesOf(field: DescField): gen.FieldRules {
  return getOption(field, gen.field);
}

/** Whether a caller's value for the field is looked at: what the system sets is ignored, except the record's name and version. */
export function isKeptOnInput(field: DescField): boolean {
  return !rulesOf(field).outputOnly || field.name === 'id' || field.name === 'etag';
}

/** Whether anybody may call the rpc, signed in or not. */
export function isOpen(method: DescMethod): boolean {
  return getOption(method, gen.open);
}

const eventRules = new WeakMap<DescMessage, gen.EventRule | undefined>();

/** What makes the message an event, or nothing. Asked at every event that is said, so it is read once. */
export function eventRuleOf(message: DescMessage): gen.EventRule | undefined {
  if (!eventRules.has(message)) eventRules.set(message, hasOption(message, gen.event) ? getOption(message, gen.event) : undefined);
  return eventRules.get(message);
}

/** What makes the message a record, or nothing. */
export function nounOf(message: DescMessage): gen.NounRule | undefined {
  return hasOption(message, gen.noun) ? getOption(message, gen.noun) : undefined;
}

/** `rapport.accounts.v1.ContactService/CreateContact`: the rpc's name in traces, metrics and audit. */
export function rpcName(method: DescMethod): string {
  return `${method.parent.typeName}/${method.name}`;
}

/** `rpc.rapport.accounts.v1.ContactService.CreateContact` */
export function rpcSubject(method: DescMethod): string {
  return `rpc.${method.parent.typeName}.${method.name}`;
}

/** `event.rapport.accounts.v1.ContactCreated` */
export function eventSubject(message: DescMessage): string {
  return `event.${message.typeName}`;
}

/** The service folder that owns a contract: `accounts` for `rapport.accounts.v1.…`; its queue group, schema and role. */
export function ownerOf(desc: DescService | DescMessage): string {
  return desc.typeName.split('.')[1]!.replaceAll('_', '-');
}

/** The PII class of a field: its own, or the first found inside the message it holds. */
export function piiOf(field: DescField): gen.PiiClass {
  const own = rulesOf(field).pii;
  if (own || !field.message || field.message.typeName.startsWith('google.')) return own;
  return field.message.fields.map(piiOf).find((pii) => pii !== gen.PiiClass.UNSPECIFIED) ?? gen.PiiClass.UNSPECIFIED;
}

/** A value of an enum by its name on the wire of the REST API: `customer` for `STANDING_CUSTOMER`; nothing when there is none. */
export function enumValueNamed(desc: DescEnum, name: string): number | undefined {
  return desc.values.find((value) => value.name === `${desc.sharedPrefix ?? ''}${name}`.toUpperCase().replaceAll('-', '_'))?.number;
}
