import type { BearerVerifier, VerifiedToken } from '@rapport/auth';
import { BookService } from '@rapport/contracts';
import type { Log } from '@rapport/kernel';
import { rpcClient } from '@rapport/messaging';
import { callOf, type Installation } from '@rapport/runtime';

const againAfterMs = 3_600_000;

/** Checks tokens, and introduces colleagues who come in to the customer base, so that they can be made owners and be mentioned. Nobody waits for the introduction. */
export class IntroducingVerifier implements BearerVerifier {
  private readonly book;
  private readonly met = new Map<string, number>();

  constructor(
    private readonly inner: BearerVerifier,
    private readonly installation: Pick<Installation, 'rpc' | 'clock'>,
    private readonly log: Log,
  ) {
    this.book = rpcClient(BookService, installation.rpc);
  }

  async verify(token: string): Promise<VerifiedToken> {
    const verified = await this.inner.verify(token);
    if (verified.principal.kind === 'person' && this.isDue(`${verified.principal.tenant}/${verified.principal.id}`)) void this.introduce(verified);
    return verified;
  }

  private isDue(who: string): boolean {
    const now = this.installation.clock.now().getTime();
    if ((this.met.get(who) ?? 0) > now - againAfterMs) return false;
    this.met.set(who, now);
    return true;
  }

  private async introduce({ principal, username }: VerifiedToken): Promise<void> {
    const { id, teams, roles, tenant } = principal;
    try {
      const call = callOf('gateway/introduce', principal, {}, AbortSignal.timeout(10_000), 10_000);
      await this.book.meetColleague(call, { colleague: { id, username, teams: [...teams], roles: [...roles] } });
    } catch (thrown) {
      this.met.delete(`${tenant}/${id}`);
      this.log.warn('introduction-failed', { tenant, code: (thrown as { code?: string }).code ?? 'internal' });
    }
  }
}
