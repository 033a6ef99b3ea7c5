import type { DemoLogin } from '@rapport/auth';
import { AppError, type CallContext, type Log, type TeamId, type TenantId, type UserId } from '@rapport/kernel';
import { BackgroundLoop } from '@rapport/persistence';
import { callOf, type DemoTenant, type RunningService } from '@rapport/runtime';
import { demoTenants } from './demo-tenants.js';

/** What is seeded, of how much, and where it is said. */
export interface DemoSettings {
  readonly logins: readonly DemoLogin[];
  readonly full: boolean;
  readonly log: Log;
}

/** Between two portions, so that whoever looks around meanwhile is served. */
const restMs = 120;

/** Fills the demo tenants on the first start, each service with its own records; later starts find them filled. Answers what goes on with it in the background. */
export async function seedDemo(
  running: readonly RunningService[],
  { logins, full, log }: DemoSettings,
  say: (words: string) => void,
): Promise<BackgroundLoop | undefined> {
  if (logins.length === 0) return undefined;
  const tenants = demoTenants(logins, full);
  for (const tenant of tenants) {
    for (const { name, demo } of running) {
      if (!demo) continue;
      say(`Filling the demo tenant ${tenant.name}: ${name}`);
      await demo.seed(demoCall(tenant), tenant).catch((thrown: unknown) => passOver(thrown, name, log));
    }
  }
  return full ? growing(new Growth(running, tenants, log), log) : undefined;
}

/** A tenant that an earlier version filled has other people: what is about those of today is left out. */
function passOver(thrown: unknown, part: string, log: Log): void {
  const isAbsent = thrown instanceof AppError && (thrown.reason === 'ERASED' || thrown.details.violations?.some(({ reason }) => reason === 'NOT_FOUND'));
  if (!isAbsent) throw thrown;
  log.warn('demo-passed-over', { part });
}

function growing(growth: Growth, log: Log): BackgroundLoop {
  const step = async () => {
    const began = Date.now();
    const more = await growth.portion();
    // At least half of the time is for the people who look around already.
    if (more) await new Promise((resolve) => setTimeout(resolve, Math.max(restMs, Date.now() - began)));
    return more;
  };
  const loop = new BackgroundLoop({ name: 'grow-demo', step, restMs: 24 * 3_600_000, log });
  loop.start();
  return loop;
}

interface Part {
  readonly tenant: DemoTenant;
  readonly service: RunningService;
}

/** The rest of the demo, portion after portion, a service after those whose records its own are about. */
class Growth {
  private readonly parts: Part[];
  private next = 0;
  private said = -1;

  constructor(
    running: readonly RunningService[],
    tenants: readonly DemoTenant[],
    private readonly log: Log,
  ) {
    this.parts = tenants.flatMap((tenant) => running.filter(({ demo }) => tenant.crowd && demo?.grow).map((service) => ({ tenant, service })));
  }

  /** Adds the next portion; false when the demo is whole. */
  async portion(): Promise<boolean> {
    const part = this.parts[0];
    if (!part) return false;
    const { tenant, service } = part;
    const total = await service.demo!.grow!(demoCall(tenant), tenant, this.next);
    this.next += 1;
    this.tell(service.name, this.next, total);
    if (this.next < total) return true;
    this.parts.shift();
    this.next = 0;
    this.said = -1;
    return this.parts.length > 0;
  }

  private tell(part: string, done: number, total: number): void {
    const tenth = Math.floor((done / total) * 10);
    if (tenth === this.said) return;
    this.said = tenth;
    if (done < total) this.log.info('demo-grows', { part, done, total });
    else this.log.info('demo-grown', { part, total });
  }
}

/** What is done for a demo tenant, as its owner. */
export function demoCall({ ownerId, teamId, name }: DemoTenant): CallContext {
  const owner = { id: ownerId as UserId, tenant: name as TenantId, kind: 'person' as const, roles: ['manager' as const], teams: [teamId as TeamId] };
  return callOf('demo/seed', owner, {}, AbortSignal.timeout(60_000));
}
