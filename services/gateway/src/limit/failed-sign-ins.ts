import type { AppError } from '@rapport/kernel';
import { Buckets } from './buckets.js';
import { networkOf } from './network.js';
import { tooMany } from './too-many.js';

/** How somebody says who they are: with a token or cookie at the door, or with a password at a sign-in. */
export type Proof = 'token' | 'password';

/** Counts, for each network that callers come from, how often they failed to say who they are. Each kind of proof is counted by itself, in this process. */
export class FailedSignIns {
  private readonly buckets = new Buckets();

  /** @param perMinute how many failures of one network are borne, at once and again each minute; 0 bears any number. */
  constructor(
    private readonly perMinute: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Counts one failure; answers `exhausted` RATE_LIMITED when it was one too many. */
  count(address: string, proof: Proof): AppError | undefined {
    if (this.perMinute === 0) return undefined;
    const now = this.now();
    const allowance = this.bucket(address, proof, now).take(now);
    return allowance.passes ? undefined : tooMany(allowance);
  }

  /** Answers `exhausted` RATE_LIMITED while no further failure is borne; counts nothing. */
  refusal(address: string, proof: Proof): AppError | undefined {
    if (this.perMinute === 0) return undefined;
    const now = this.now();
    const allowance = this.bucket(address, proof, now).look(now);
    return allowance.waitMs === 0 ? undefined : tooMany(allowance);
  }

  private bucket(address: string, proof: Proof, now: number) {
    return this.buckets.of(`${proof} ${networkOf(address)}`, { perSecond: this.perMinute / 60, burst: this.perMinute }, now);
  }
}
