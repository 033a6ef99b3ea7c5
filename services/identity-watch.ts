import { ProviderCheck } from '@rapport/auth';
import type { Check } from '@rapport/gateway';
import type { Log } from '@rapport/kernel';

const troubledMs = 3_000;
const wellMs = 60_000;

/** Who is looked after. */
export interface WatchedProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Looks after the identity provider from the start on. Until it was well once, this process is not ready, for nobody could sign in.
 * Later troubles are told and leave it ready: whoever is signed in goes on working while the provider is down.
 */
export class IdentityWatch {
  private readonly provider: ProviderCheck;
  private trouble: string | undefined = 'not-asked';
  private wasWell = false;
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(
    provider: WatchedProvider,
    private readonly log: Log,
    private readonly say: (words: string) => void,
  ) {
    this.provider = new ProviderCheck(provider);
  }

  /** Looks once now, and again and again until stopped. */
  async start(): Promise<void> {
    await this.look();
    if (!this.isOver) this.timer = setTimeout(() => void this.start(), this.trouble ? troubledMs : wellMs).unref();
  }

  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  check(): Check {
    return { name: 'identity', ok: this.wasWell, ...(this.trouble && { detail: this.trouble }) };
  }

  /** Looks once; called by itself, and by specs. */
  async look(): Promise<void> {
    const found = await this.provider.look();
    if (found?.code === this.trouble) return;
    this.trouble = found?.code;
    this.wasWell ||= !found;
    if (!found) return this.log.info('identity-well');
    this.log.warn('identity-troubled', { why: found.code });
    this.say(`${found.words} Trying again every ${troubledMs / 1000} s; until then nobody can sign in.`);
  }
}
