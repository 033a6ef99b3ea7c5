import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@rapport/kernel';
import type { Realm, RealmUser } from '../realm/realm.file.js';

const mostNames = 10_000;

/**
 * Checks the demo realm's passwords. Known or unknown name, right or wrong password, shut or open: the same work is done and the same
 * nothing is told. After `failureFactor` failures a name, known or not, is shut for `waitIncrementSeconds`.
 */
export class PasswordCheck {
  private readonly key = randomBytes(32);
  private readonly accounts: ReadonlyMap<string, { user: RealmUser; digest: Buffer }>;
  private readonly failures = new Map<string, { count: number; until: number }>();
  private readonly nobody = randomBytes(32);

  constructor(
    private readonly realm: Realm,
    private readonly clock: Clock,
  ) {
    this.accounts = new Map(
      realm.users.flatMap((user) => {
        const password = user.credentials?.find((credential) => credential.type === 'password')?.value;
        return user.enabled && password !== undefined ? [[user.username, { user, digest: this.digest(password) }] as const] : [];
      }),
    );
  }

  /** The account, or undefined for every reason there may be. */
  check(typedName: string, password: string): RealmUser | undefined {
    const name = typedName.trim().toLowerCase();
    const account = this.accounts.get(name);
    const right = timingSafeEqual(this.digest(password), account?.digest ?? this.nobody);
    const open = this.isOpen(name);
    if (account && right && open) {
      this.failures.delete(name);
      return account.user;
    }
    if (open) this.countFailure(name);
    return undefined;
  }

  private isOpen(name: string): boolean {
    const failure = this.failures.get(name);
    return !failure || failure.count < this.realm.failureFactor || failure.until <= this.clock.now().getTime();
  }

  private countFailure(name: string): void {
    const before = this.failures.get(name);
    const expired = before !== undefined && before.count >= this.realm.failureFactor;
    this.failures.delete(name);
    this.failures.set(name, { count: expired ? 1 : (before?.count ?? 0) + 1, until: this.clock.now().getTime() + this.realm.waitIncrementSeconds * 1000 });
    const oldest = this.failures.keys().next().value;
    if (this.failures.size > mostNames && oldest !== undefined) this.failures.delete(oldest);
  }

  private digest(password: string): Buffer {
    return createHmac('sha256', this.key).update(password).digest();
  }
}
