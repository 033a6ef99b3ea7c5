import type { INestMicroservice } from '@nestjs/common';
import { orNothing, type TenantId } from '@rapport/kernel';
import { schemaOf, type Erasures, type UnitOfWork } from '@rapport/persistence';
import { serviceCall } from './service-call.js';
import type { Service } from './service.js';
import { StartRefused } from './start-refused.js';

/** Erases in a service what the ledger knows and its database does not; answers how many. What is not there any more needs nothing. */
export function eraseAgain(
  erasures: Erasures,
  service: Service,
  { app, work }: { readonly app: INestMicroservice; readonly work: UnitOfWork },
): Promise<number> {
  return erasures.replay(schemaOf(service.name).schema, async ({ tenant, noun, id }) => {
    const eraser = service.erasers?.[noun];
    if (!eraser)
      throw new StartRefused(`The erasure ledger (RAPPORT_ERASURE_LEDGER) names an erased ${noun}, which this program does not know; start a newer program.`);
    const call = serviceCall(service.name, 'erasures/replay', tenant as TenantId);
    const erasing = work.run(call, (tx) => app.get(eraser).erase(tx, id));
    await orNothing(erasing, 'not_found');
  });
}
