import type { BearerVerifier } from '@rapport/auth';
import type { Clock, Log, TenantId } from '@rapport/kernel';
import type { Broker, RpcCaller } from '@rapport/messaging';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Sessions } from './door/sessions.js';

/** One thing that must work for this process to be of use. `detail` is a code, never a message with values. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail?: string;
}

/** Settings of the door; names as in `@rapport/config`. */
export interface GatewaySettings {
  readonly host: string;
  readonly publicUrl: string;
  /** Requests a second that one caller may make for long; 0 lifts the limit. */
  readonly ratePerSecond: number;
  readonly rateBurst: number;
  /** How often a minute one network may fail to say who it is; 0 lifts the limit. */
  readonly failedSignInsPerMinute: number;
  /** Proxies whose `X-Forwarded-For` is believed: addresses and networks separated by commas. */
  readonly trustedProxies?: string | undefined;
  readonly maxBodyBytes: number;
  /** With what a telephone system signs its posts, and for which tenant it speaks. */
  readonly telephonyKey?: Uint8Array | undefined;
  readonly telephonyTenant?: string | undefined;
  readonly maxInFlight: number;
  /** How much of that bulk work may take. */
  readonly bulkShare: number;
  readonly requestTimeoutMs: number;
  /** How long requests are still taken after the door has said that it is not ready. */
  readonly shutdownDelayMs: number;
  readonly shutdownGraceMs: number;
  /** The identity provider, when it stands elsewhere. */
  readonly oidcIssuerUrl?: string | undefined;
}

/** Everything that the gateway needs and does not make itself. */
export interface GatewayDeps {
  readonly rpc: RpcCaller;
  readonly bearer: BearerVerifier;
  readonly sessions: Sessions;
  readonly broker: Pick<Broker, 'watch'>;
  readonly settings: GatewaySettings;
  readonly log: Log;
  readonly clock: Clock;
  /** Metrics of the whole process, in Prometheus' text format. */
  metricsText(): Promise<string>;
  ready(): Promise<readonly Check[]>;
  /** The API's description; with the tenant's own fields when one is given. */
  openApi(tenant: TenantId | undefined): Promise<object>;
  /** The built-in identity provider, mounted under `/realms/`. */
  readonly embeddedIdentity?: (request: IncomingMessage, response: ServerResponse) => void;
  /** Folder of the built portal. */
  readonly portal?: string;
}
