import { AuthorizationError, connect, createInbox, credsAuthenticator, type Msg, type NatsConnection, type PublishOptions } from '@nats-io/transport-node';
import { NotYet, type Log } from '@rapport/kernel';
import { tooLarge, unavailable } from '../broker/broker-error.js';
import type { Envelope } from '../broker/envelope.js';
import { asHeaders, wireBytes } from './wire-headers.js';

const patienceMs = 2000;

/** How the installation reaches NATS. */
export interface LinkSettings {
  /** `nats://user:password@host:4222`, several separated by commas; `tls://` for TLS. */
  readonly url: string;
  /** Shown in the server's list of connections. */
  readonly name: string;
  readonly log: Log;
  /** The content of a `.creds` file: user JWT and NKey seed. Goes before what the address holds. */
  readonly credentials?: Uint8Array;
}

/** One connection to NATS with one inbox for everything that comes back. Reconnects for ever. */
export class NatsLink {
  private readonly inbox = createInbox();
  private readonly listeners = new Map<string, (message: Msg) => void>();
  private readonly whenBack = new Set<() => void>();
  private readonly posted: { readonly subject: string; readonly data: Uint8Array; readonly options: PublishOptions }[] = [];
  private lastToken = 0;
  private downSince: number | undefined;

  private constructor(
    readonly connection: NatsConnection,
    private readonly log: Log,
  ) {
    connection.subscribe(`${this.inbox}.*`, { callback: (_, message) => this.listeners.get(message.subject)?.(message) });
    void this.followStatus();
  }

  /** Connects, or throws one sentence that says where it tried. */
  static async open({ url, name, log, credentials: creds }: LinkSettings): Promise<NatsLink> {
    const servers = url.split(',').map((one) => new URL(one.trim().includes('://') ? one.trim() : `nats://${one.trim()}`));
    const [{ username, password }] = servers as [URL];
    const places = servers.map(({ hostname, port }) => `${hostname}:${port || '4222'}`);
    const credentials = creds
      ? { authenticator: credsAuthenticator(creds) }
      : password
        ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
        : username
          ? { token: decodeURIComponent(username) }
          : {};
    const tls = servers.some(({ protocol }) => protocol === 'tls:') ? { tls: {} } : {};
    try {
      const lasting = { maxReconnectAttempts: -1, reconnectTimeWait: 500, reconnectJitter: 250, pingInterval: 20_000, timeout: 5000 };
      return new NatsLink(await connect({ servers: places, name, ...credentials, ...tls, ...lasting }), log);
    } catch (cause) {
      if (isLogin(cause))
        throw new Error(`NATS at ${places.join(', ')} refuses the login of NATS_URL; correct user and password there, or NATS_CREDENTIALS_FILE.`, { cause });
      throw new NotYet(`NATS cannot be reached at ${places.join(', ')} (NATS_URL): ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
    }
  }

  /** An address of ours: what is sent there comes to the listener until it is closed. */
  listen(listener: (message: Msg) => void): string {
    const address = `${this.inbox}.${(++this.lastToken).toString(36)}`;
    this.listeners.set(address, listener);
    return address;
  }

  unlisten(address: string): void {
    this.listeners.delete(address);
  }

  /** Sends a message. Throws `too_large` for one that the server would refuse; once the connection is closed it is lost, as on the wire. */
  post({ subject, headers, data }: Envelope, reply?: string): void {
    if (this.connection.isClosed()) return;
    let bare = true;
    for (const _ in headers) bare = false;
    const head = bare ? undefined : wireBytes(headers);
    const max = this.connection.info?.max_payload ?? 1_048_576;
    if (data.length + (head?.length ?? 0) > max) throw tooLarge(max);
    const options: PublishOptions = {};
    if (head) options.headers = asHeaders(head);
    if (reply !== undefined) options.reply = reply;
    if (this.posted.push({ subject, data, options }) === 1) process.nextTick(() => this.publishAll());
  }

  /** Takes nothing new and closes once everything posted is with the server. */
  async drain(): Promise<void> {
    this.publishAll();
    await this.connection.drain();
  }

  /** What was posted in one turn of the event loop goes in one write: the client alone makes one for each wave of promises. */
  private publishAll(): void {
    for (const { subject, data, options } of this.posted.splice(0)) {
      if (this.connection.isClosed() || this.connection.isDraining()) return;
      try {
        this.connection.publish(subject, data, options);
      } catch (thrown) {
        this.log.error('message-not-sent', thrown);
      }
    }
  }

  /** Runs whenever the connection is back after a loss. */
  onBack(then: () => void): () => void {
    this.whenBack.add(then);
    return () => this.whenBack.delete(then);
  }

  /** Throws `unavailable` when the connection is closed, or lost for longer than a moment. */
  assertUp(): void {
    const lost = this.downSince !== undefined && Date.now() - this.downSince > patienceMs;
    if (lost || this.connection.isClosed()) throw unavailable();
  }

  private async followStatus(): Promise<void> {
    for await (const { type } of this.connection.status()) {
      if (type === 'disconnect') {
        this.downSince ??= Date.now();
        this.log.warn('broker-lost');
      } else if (type === 'reconnect') {
        this.downSince = undefined;
        this.log.info('broker-back');
        for (const then of this.whenBack) then();
      }
    }
  }
}

/** Whether the message is the server's word that nobody listens. */
export function isNoResponders(message: Msg): boolean {
  return message.data.length === 0 && message.headers?.code === 503;
}

/** Whether the server was there and did not want us. */
function isLogin(thrown: unknown): boolean {
  return thrown instanceof AuthorizationError || (thrown instanceof Error && thrown.cause instanceof AuthorizationError);
}
