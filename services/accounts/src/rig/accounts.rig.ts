import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DescMethodUnary, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import { create } from '@bufbuild/protobuf';
import { readSettings } from '@rapport/config';
import {
  AuditService,
  BookService,
  CompanyService,
  ContactService,
  CustomFieldService,
  FollowService,
  NameService,
  NoteService,
  NotificationService,
  RelationService,
  SearchService,
  TagService,
  TaskService,
  TimelineService,
  ViewService,
} from '@rapport/contracts';
import type { AnswerNotes, Locale, Principal, Role, TeamId, TenantId, UserId } from '@rapport/kernel';
import { rpcClient, type OutgoingCall, type RpcCaller, type RpcClient } from '@rapport/messaging';
import { migrateKeyring } from '@rapport/persistence';
import { migrateService, openInstallation, startService, type Installation, type RunningService } from '@rapport/runtime';
import { openRealParts, type RealParts } from '@rapport/testing';
import { accounts } from '../index.js';

/** Every service of the accounts contracts. */
const doors = {
  contacts: ContactService,
  companies: CompanyService,
  relations: RelationService,
  notes: NoteService,
  timeline: TimelineService,
  tasks: TaskService,
  views: ViewService,
  notifications: NotificationService,
  follows: FollowService,
  names: NameService,
  tags: TagService,
  search: SearchService,
  fields: CustomFieldService,
  book: BookService,
  audit: AuditService,
} as const;

type Clients = { readonly [Name in keyof typeof doors]: RpcClient<(typeof doors)[Name]> };
type Bound<Client> = { readonly [K in keyof Client]: Client[K] extends (call: OutgoingCall, request: infer R) => infer A ? (request: R) => A : never };

/** Somebody at the front door of accounts: `sofia.contacts.getContact({ id })`. */
export type Visitor = { readonly [Name in keyof Clients]: Bound<Clients[Name]> } & {
  readonly id: string;
  /** The same person in another language. */
  in(locale: Locale): Visitor;
  /** One rpc under an idempotency key, with what the service noted beside its answer. */
  withKey<M extends DescMethodUnary>(
    key: string,
    method: M,
    request: MessageInitShape<M['input']>,
  ): Promise<{ answer: MessageShape<M['output']>; notes: AnswerNotes }>;
};

/** Who somebody is; what is left out is a seller of acme in no team. */
export interface Who {
  readonly id?: string;
  readonly tenant?: string;
  readonly role?: Role;
  readonly teams?: readonly string[];
  readonly contactId?: string;
}

/** The accounts service at work on a database and a broker of its own. */
export interface OpenAccounts {
  readonly installation: Installation;
  readonly running: RunningService;
  as(who?: Who, locale?: Locale): Visitor;
  close(): Promise<void>;
}

/** Opens the service as an installation does, on the real parts where the environment names them. */
export async function openAccounts(): Promise<OpenAccounts> {
  const parts: RealParts = await openRealParts();
  const folder = mkdtempSync(join(tmpdir(), 'rapport-accounts-'));
  const settings = readSettings({ RAPPORT_DATA: join(folder, 'data'), LOG_LEVEL: 'silent', ...parts.settings });
  const installation = await openInstallation(settings, () => undefined);
  await migrateService(accounts, installation, () => undefined);
  await migrateKeyring(installation.db, [accounts.name]);
  const running = await startService(accounts, installation);
  return {
    installation,
    running,
    as: (who = {}, locale = 'en') => visitor(installation.rpc, principalOf(who), locale),
    close: async () => {
      await running.stop();
      await installation.close();
      await parts.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function principalOf({ id, tenant = 'acme', role = 'seller', teams = [], contactId }: Who): Principal {
  return {
    id: (id ?? role) as UserId,
    tenant: tenant as TenantId,
    kind: role === 'service' ? 'service' : 'person',
    roles: [role],
    teams: teams as readonly TeamId[],
    ...(contactId && { contactId }),
  };
}

function visitor(rpc: RpcCaller, principal: Principal, locale: Locale): Visitor {
  const callNow = (idempotencyKey?: string): OutgoingCall => ({
    principal,
    locale,
    trace: {},
    deadline: new Date(Date.now() + 20_000),
    signal: new AbortController().signal,
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  });
  const bound = Object.fromEntries(
    Object.entries(doors).map(([name, service]) => {
      const client = rpcClient(service, rpc) as unknown as Record<string, (call: OutgoingCall, request: unknown) => unknown>;
      return [name, Object.fromEntries(Object.keys(client).map((method) => [method, (request: unknown) => client[method]!(callNow(), request)]))];
    }),
  ) as unknown as { readonly [Name in keyof Clients]: Bound<Clients[Name]> };
  return {
    ...bound,
    id: principal.id,
    in: (other) => visitor(rpc, principal, other),
    withKey: (key, method, request) => rpc.unary(method, create(method.input, request), callNow(key)) as never,
  };
}
