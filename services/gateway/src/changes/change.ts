import { fromBinary, type DescMessage } from '@bufbuild/protobuf';
import { grant, isPermission, reaches, type Permission } from '@rapport/auth';
import { eventRuleOf, events, eventSubject, nouns, nounOf, subjectsOf } from '@rapport/contracts';
import type { Principal, Scope } from '@rapport/kernel';
import { header, type KeptEnvelope } from '@rapport/messaging';

/** That something changed: which record, not what. Whoever hears it reads the record with their own rights. */
export interface Change {
  readonly type: string;
  readonly noun: string;
  readonly id: string;
  readonly version: number;
  /** The customers that it concerns, where it is not a customer itself that changed: whose notes, timeline or relations to read again. */
  readonly subjects?: readonly Subject[];
  /** RFC 3339 instant of the commit. */
  readonly at: string;
}

/** A customer whom a change concerns. */
export interface Subject {
  readonly noun: string;
  readonly id: string;
}

/** A change with what decides who hears of it. */
export interface HeardChange {
  readonly position: string;
  /** Name of the event without its package: `ContactCreated`. */
  readonly name: string;
  readonly change: Change;
  readonly permission: Permission;
  readonly tenant: string;
  readonly owner: string | undefined;
  readonly team: string | undefined;
}

interface Kind {
  readonly event: DescMessage;
  readonly permission: Permission;
}

// An event whose noun has no right of its own is told to nobody.
const kinds: ReadonlyMap<string, Kind> = new Map(
  events.flatMap((event) => {
    const permission = readingOf(eventRuleOf(event)!.aggregate);
    return permission ? [[eventSubject(event), { event, permission }] as const] : [];
  }),
);

function readingOf(aggregate: string): Permission | undefined {
  const noun = nouns.find(({ name }) => name.toLowerCase() === aggregate.replaceAll('-', ''));
  const permission = `${noun ? nounOf(noun)!.plural : `${aggregate}s`}.read`;
  return isPermission(permission) ? permission : undefined;
}

/** The change that an event of the broker tells of; nothing for events that no caller may hear. */
export function heard({ subject, headers, position, data }: KeptEnvelope): HeardChange | undefined {
  const kind = kinds.get(subject);
  const aggregate = headers[header.aggregate] ?? '';
  const slash = aggregate.indexOf('/');
  const tenant = headers[header.tenant];
  if (!kind || !tenant || slash < 0) return undefined;
  const subjects = concerned(kind.event, data);
  const change = {
    type: subject.slice('event.'.length),
    noun: aggregate.slice(0, slash),
    id: aggregate.slice(slash + 1),
    version: Number(headers[header.version] ?? 0),
    ...(subjects.length > 0 && { subjects }),
    at: headers[header.at] ?? '',
  };
  return { position, name: kind.event.name, change, permission: kind.permission, tenant, owner: headers[header.owner], team: headers[header.team] };
}

function concerned(event: DescMessage, data: Uint8Array): Subject[] {
  if (eventRuleOf(event)!.subjects.length === 0) return [];
  return subjectsOf(event, fromBinary(event, data)).map(({ noun, id }) => ({ noun, id }));
}

/** What one caller may hear: their tenant's changes, of nouns they may read, as far as that right reaches. */
export function hearing(principal: Principal): (change: HeardChange) => boolean {
  const scopes = new Map<Permission, Scope | undefined>();
  for (const { permission } of kinds.values()) scopes.set(permission, grant(principal, permission));
  return ({ tenant, permission, owner, team, change }) => {
    const scope = tenant === principal.tenant ? scopes.get(permission) : undefined;
    return scope !== undefined && reaches(scope, principal, { owner, team, contactId: contactOf(change) });
  };
}

/** The person whom a change is about: whose record it is, or whose something. */
function contactOf({ noun, id, subjects = [] }: Change): string | undefined {
  return noun === 'contact' ? id : subjects.find((subject) => subject.noun === 'contact')?.id;
}
