import { until } from '@rapport/testing';
import { unsettledServices } from '../oracle/read-services.js';
import { isDoorReady } from './house.js';
import { Process } from './process.js';
import type { RealHouse } from './real.house.js';

/** Every service beside accounts and the door. */
export const otherServices = ['consent', 'sales', 'service-desk', 'ai'] as const;

const restMs = 120_000;

/** Has the whole product in one process fill the house with the company of the demo, until nothing of it is under way; then it ends, and services may start each for itself. */
export async function openCompany({ doorData, settings, witness }: RealHouse, port: string): Promise<void> {
  const all = new Process({
    name: 'all',
    settings: { ...settings, PORT: port, RAPPORT_DATA: doorData, RAPPORT_DEMO: 'small' },
    isReady: isDoorReady(doorData),
  });
  await all.start();
  try {
    await until('the company is at rest', async () => (await unsettledServices(witness)) === 0, restMs);
  } finally {
    await all.end('SIGTERM');
  }
}
