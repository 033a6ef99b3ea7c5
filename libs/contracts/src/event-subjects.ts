import type { DescEnum, DescField, DescMessage } from '@bufbuild/protobuf';
import { timestampDate, type Timestamp } from '@bufbuild/protobuf/wkt';
import { enumNames } from './json/enum-names.js';
import { eventRuleOf, ownerOf } from './options.js';
import { events } from './registry.js';

/** A customer whom an event concerns. */
export interface EventSubject {
  /** What the contract calls them: `subject`, `from`, `contact`. */
  readonly role: string;
  readonly noun: string;
  readonly id: string;
}

/** The line that an event gives in a timeline. */
export interface EventLine {
  readonly kind: string;
  readonly facts: Readonly<Record<string, string>>;
  /** When it happened, where the event says so. */
  readonly at: Date | undefined;
  /** The service that says it. */
  readonly source: string;
}

type Said = Readonly<Record<string, unknown>>;

/** The customers that the contract names as concerned by the event, those that it has an id of. Nobody, where the aggregate is the customer. */
export function subjectsOf(event: DescMessage, said: object): EventSubject[] {
  const values = said as Said;
  return eventRuleOf(event)!
    .subjects.map((role) => ({ role, noun: valueOf(event, values, `${role}_noun`) ?? role, id: valueOf(event, values, `${role}_id`) ?? '' }))
    .filter(({ id }) => id !== '');
}

/** Whose timeline the event stands in: the customers concerned, or the aggregate itself. */
export function concernedBy(event: DescMessage, said: object): EventSubject[] {
  const { subjects, aggregate, idField } = eventRuleOf(event)!;
  if (subjects.length > 0) return subjectsOf(event, said);
  return [{ role: aggregate, noun: aggregate, id: valueOf(event, said as Said, idField) ?? '' }];
}

/** Every event whose contract says that it stands in the timeline. */
export const timelineEvents: readonly DescMessage[] = events.filter((event) => eventRuleOf(event)!.timeline);

/** The line that a said event gives. Throws for an event that gives none. */
export function lineOf(event: DescMessage, said: object): EventLine {
  const rule = eventRuleOf(event)!.timeline!;
  const facts = rule.facts.map((name) => [name.replace(/_id$/, ''), factOf(fieldNamed(event, name), said as Said)] as const);
  const at = rule.at ? ((said as Said)[fieldNamed(event, rule.at).localName] as Timestamp | undefined) : undefined;
  const known = [...(rule.action ? [['action', rule.action] as const] : []), ...facts.filter(([, text]) => text !== '')];
  return { kind: rule.kind, facts: Object.fromEntries(known), at: at && timestampDate(at), source: ownerOf(event) };
}

function factOf(field: DescField, said: Said): string {
  const value = said[field.localName];
  if (field.fieldKind === 'enum') return nameOf(field.enum, value as number);
  if (Array.isArray(value)) return value.join(',');
  return value === undefined || value === 0 || value === 0n || value === false ? '' : String(value);
}

function nameOf(desc: DescEnum, value: number): string {
  return value === 0 ? '' : (enumNames(desc).nameOf.get(value) ?? '');
}

function fieldNamed(event: DescMessage, name: string): DescField {
  return event.fields.find((field) => field.name === name)!;
}

function valueOf(event: DescMessage, said: Said, name: string): string | undefined {
  const field = event.fields.find((one) => one.name === name);
  return field && (said[field.localName] as string);
}
