import { AccountsDemo, ColleagueStore } from '@rapport/accounts';
import type { DemoLogin } from '@rapport/auth';
import type { TeamId, TenantId, UserId } from '@rapport/kernel';
import { callOf, type RunningService } from '@rapport/runtime';
import { demoTenants } from './demo-tenants.js';

/** Fills the demo tenants on the first start; later starts find them filled. */
export async function seedDemo(running: readonly RunningService[], logins: readonly DemoLogin[], say: (words: string) => void): Promise<void> {
  const accounts = running.find(({ name }) => name === 'accounts');
  if (!accounts || logins.length === 0) return;
  const demo = accounts.app.get(AccountsDemo);
  const colleagues = accounts.app.get(ColleagueStore);
  for (const [tenant, data] of Object.entries(demoTenants(logins))) {
    say(`Filling the demo tenant ${tenant}`);
    const owner = {
      id: data.ownerId as UserId,
      tenant: tenant as TenantId,
      kind: 'person' as const,
      roles: ['manager' as const],
      teams: [data.teamId as TeamId],
    };
    await demo.seed(callOf('demo/seed', owner, {}, AbortSignal.timeout(60_000)), data, colleagues);
  }
}
