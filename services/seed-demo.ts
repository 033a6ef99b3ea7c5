import type { DemoLogin } from '@rapport/auth';
import type { TeamId, TenantId, UserId } from '@rapport/kernel';
import { callOf, type RunningService } from '@rapport/runtime';
import { demoTenants } from './demo-tenants.js';

/** Fills the demo tenants on the first start, each service with its own records; later starts find them filled. */
export async function seedDemo(running: readonly RunningService[], logins: readonly DemoLogin[], say: (words: string) => void): Promise<void> {
  if (logins.length === 0) return;
  for (const tenant of demoTenants(logins)) {
    const owner = {
      id: tenant.ownerId as UserId,
      tenant: tenant.name as TenantId,
      kind: 'person' as const,
      roles: ['manager' as const],
      teams: [tenant.teamId as TeamId],
    };
    for (const { name, demo } of running) {
      if (!demo) continue;
      say(`Filling the demo tenant ${tenant.name}: ${name}`);
      await demo.seed(callOf('demo/seed', owner, {}, AbortSignal.timeout(60_000)), tenant);
    }
  }
}
