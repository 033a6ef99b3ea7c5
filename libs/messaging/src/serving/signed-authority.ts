import { readPrincipal, rightsOf, signPrincipal } from '@rapport/auth';
import { AppError, SystemClock, type Clock, type Principal, type Rights } from '@rapport/kernel';
import type { Authority } from './authority.js';

const minuteMs = 60_000;
const mostRemembered = 4096;

interface Signed {
  readonly text: string;
  readonly until: number;
}
interface Known {
  readonly subject: string;
  readonly principal: Principal;
  readonly readAt: number;
}

/** Principals signed and read with the installation's key. What was signed or read is remembered for a minute, so that a burst of calls pays once. */
export class SignedAuthority implements Authority {
  private readonly signed = new WeakMap<Principal, Map<string, Signed>>();
  private readonly known = new Map<string, Known>();
  private readonly rightsKnown = new WeakMap<Principal, Rights>();

  /** @param key 32 bytes, the same in every process of the installation. */
  constructor(
    private readonly key: Uint8Array,
    private readonly clock: Clock = new SystemClock(),
  ) {}

  sign(principal: Principal, subject: string): string {
    const bySubject = this.signed.get(principal) ?? new Map<string, Signed>();
    this.signed.set(principal, bySubject);
    const now = this.clock.now().getTime();
    const kept = bySubject.get(subject);
    if (kept && kept.until - now > minuteMs) return kept.text;
    const until = (Math.floor(now / minuteMs) + 3) * minuteMs;
    const text = signPrincipal(this.key, principal, subject, new Date(until));
    bySubject.set(subject, { text, until });
    return text;
  }

  read(signed: string | undefined, subject: string): Principal {
    if (signed === undefined) throw new AppError('unauthenticated', 'UNAUTHENTICATED');
    const kept = this.known.get(signed);
    const now = this.clock.now().getTime();
    if (kept?.subject === subject && now - kept.readAt < minuteMs) return kept.principal;
    const principal = readPrincipal(this.key, signed, subject, this.clock);
    this.remember(signed, { subject, principal, readAt: now });
    return principal;
  }

  rights(principal: Principal): Rights {
    let rights = this.rightsKnown.get(principal);
    if (!rights) {
      rights = rightsOf(principal);
      this.rightsKnown.set(principal, rights);
    }
    return rights;
  }

  private remember(signed: string, known: Known): void {
    if (this.known.size >= mostRemembered) this.known.clear();
    this.known.set(signed, known);
  }
}
