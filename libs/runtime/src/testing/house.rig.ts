import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, type DescMethodUnary, type DescService, type MessageInitShape, type MessageShape } from '@bufbuild/protobuf';
import { readSettings } from '@rapport/config';
import type { AnswerNotes, Locale, Principal, Role, TeamId, TenantId, UserId } from '@rapport/kernel';
import { rpcClient, type OutgoingCall, type RpcCaller, type RpcClient } from '@rapport/messaging';
import { migrateKeyring } from '@rapport/persistence';
import { openInstallation, type Installation } from '../installation.js';
import { migrateService, startService, type RunningService } from '../running-service.js';
import type { Service } from '../service.js';

/** Services of contracts by short names: `{ contacts: ContactService }`. */
type Doors = Readonly<Record<string, DescService>>;
type Bound<Client> = { readonly [K in keyof Client]: Client[K] extends (call: OutgoingCall, request: infer R) => infer A ? (request: R) => A : never };

/** Somebody at the front doors: `sofia.contacts.getContact({ id })`. */
export type Visitor<D extends Doors> = { readonly [Name in keyof D]: Bound<RpcClient<D[Name]>> } & {
  readonly id: string;
  /** The same person in another language. */
  in(locale: Locale): Visitor<D>;
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

/** Services at work on a database and a broker of their own. */
export interface OpenHouse<D extends Doors> {
  readonly installation: Installation;
  /** In the order in which they were asked for. */
  readonly running: readonly RunningService[];
  as(who?: Who, locale?: Locale): Visitor<D>;
  close(): Promise<void>;
}

/** Database and broker, such as `openRealParts()` of `@rapport/testing` finds them; the house closes them. */
interface Parts {
  readonly settings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Opens services as an installation does, without the gateway. */
export async function openHouse<D extends Doors>(services: readonly Service[], doors: D, parts: Parts): Promise<OpenHouse<D>> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-house-'));
  const settings = readSettings({ RAPPORT_DATA: join(folder, 'data'), LOG_LEVEL: 'silent', ...parts.settings });
  const installation = await openInstallation(settings, () => undefined);
  for (const service of services) await migrateService(service, installation, () => undefined);
  await migrateKeyring(
    installation.db,
    services.map(({ name }) => name),
  );
  const running: RunningService[] = [];
  for (const service of services) running.push(await startService(service, installation));
  return {
    installation,
    running,
    as: (who = {}, locale = 'en') => visitor({ doors, rpc: installation.rpc, principal: principalOf(who) }, locale),
    close: async () => {
      await Promise.all(running.map((service) => service.stop()));
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
    kind: role === 'service' || role === 'customer' ? role : 'person',
    roles: [role],
    teams: teams as readonly TeamId[],
    ...(contactId && { contactId }),
  };
}

interface Visiting<D extends Doors> {
  readonly doors: D;
  readonly rpc: RpcCaller;
  readonly principal: Principal;
}

function visitor<D extends Doors>(visiting: Visiting<D>, locale: Locale): Visitor<D> {
  const { doors, rpc, principal } = visiting;
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
  ) as { readonly [Name in keyof D]: Bound<RpcClient<D[Name]>> };
  return {
    ...bound,
    id: principal.id,
    in: (other) => visitor(visiting, other),
    withKey: (key, method, request) => rpc.unary(method, create(method.input, request), callNow(key)) as never,
  };
}
