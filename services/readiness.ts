import type { Check } from '@rapport/gateway';
import { AppError, toAppError } from '@rapport/kernel';
import type { Installation, RunningService } from '@rapport/runtime';

const tolerableLagMs = 60_000;

/** What must work for this process to be of use: the database, the broker, that events leave the outbox, and that people can sign in. */
export function readiness({ db, broker }: Installation, running: readonly RunningService[], identity: () => readonly Check[]): () => Promise<readonly Check[]> {
  return async () => [
    ...(await Promise.all([
      check('database', () => db.pool.query('select 1')),
      check('broker', () => broker.ping()),
      ...running.map((service) =>
        check(`outbox-${service.name}`, async () => {
          if ((await service.lag()).oldestMs > tolerableLagMs) throw new AppError('unavailable', 'UNAVAILABLE');
        }),
      ),
    ])),
    ...identity(),
  ];
}

async function check(name: string, body: () => Promise<unknown>): Promise<Check> {
  try {
    await body();
    return { name, ok: true };
  } catch (thrown) {
    return { name, ok: false, detail: toAppError(thrown).reason };
  }
}
