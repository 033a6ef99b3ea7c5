import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { AppError, type Clock } from '@rapport/kernel';

/** How the keys are fetched and how often at most. */
export interface KeySettings {
  readonly jwksUrl: string;
  /** A key nobody knows makes one fetch, and then none for so long: made-up key ids cannot be turned into load. */
  readonly minRefetchMs?: number;
  /** Known keys are asked for again after so long, so that a key taken back stops being trusted. */
  readonly refreshMs?: number;
  readonly timeoutMs?: number;
}

interface PublicKey {
  readonly key: KeyObject;
  readonly pem: string;
}

/**
 * The provider's public signing keys. Kept in memory, so a provider that is down stops nobody whose key is known;
 * an unknown key id fetches them anew, once at a time.
 */
export class JwksKeys {
  private keys: ReadonlyMap<string, PublicKey> = new Map();
  private triedAt = -Infinity;
  private freshAt = -Infinity;
  private running: Promise<void> | undefined;

  constructor(
    private readonly settings: KeySettings,
    private readonly clock: Clock,
  ) {}

  /** The key, or undefined when the provider has none of this id. Throws `unavailable` UNAVAILABLE when nobody can say. */
  async find(kid: string): Promise<PublicKey | undefined> {
    const now = this.clock.now().getTime();
    const known = this.keys.get(kid);
    if (known) {
      if (now - this.freshAt > (this.settings.refreshMs ?? 600_000)) void this.fetchAgain(now).catch(() => undefined);
      return known;
    }
    await this.fetchAgain(now);
    return this.keys.get(kid);
  }

  private async fetchAgain(now: number): Promise<void> {
    if (this.running) return this.running;
    if (now - this.triedAt < (this.settings.minRefetchMs ?? 10_000)) {
      if (this.freshAt < this.triedAt) throw unavailable();
      return;
    }
    this.triedAt = now;
    this.running = this.fetchKeys().finally(() => (this.running = undefined));
    return this.running;
  }

  private ask(): Promise<Response> {
    return fetch(this.settings.jwksUrl, { signal: AbortSignal.timeout(this.settings.timeoutMs ?? 5_000), redirect: 'error' });
  }

  private async fetchKeys(): Promise<void> {
    const at = this.triedAt;
    try {
      // Once more, for a kept-alive connection that a restarted provider has dropped.
      const response = await this.ask().catch(() => this.ask());
      if (!response.ok) throw new Error(`the provider answered ${response.status} for its keys`);
      const { keys } = (await response.json()) as { keys: (JsonWebKey & { kid?: string; use?: string })[] };
      this.keys = new Map(keys.filter(({ kid, use }) => kid && (use ?? 'sig') === 'sig').map((jwk) => [jwk.kid!, publicKey(jwk)]));
      // The first keys were no answer to an unknown id: a key that comes right after them is asked for at once.
      if (this.freshAt === -Infinity) this.triedAt = -Infinity;
      this.freshAt = at;
    } catch (cause) {
      throw unavailable(cause);
    }
  }
}

function publicKey(jwk: JsonWebKey): PublicKey {
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return { key, pem: key.export({ type: 'spki', format: 'pem' }).toString() };
}

function unavailable(cause?: unknown): AppError {
  return new AppError('unavailable', 'UNAVAILABLE', { retryAfterMs: 5_000 }, { cause });
}
