import { it } from '@jest/globals';
import { openAccounts } from './src/rig/accounts.rig.js';
it('x', async () => {
  const rig = await openAccounts();
  const sofia = rig.as();
  const c = await sofia.contacts.createContact({ contact: { givenName: 'A' } });
  process.stdout.write(JSON.stringify(await sofia.contacts.updateContact({ contact: { id: c.id, givenName: 'B' } })) + '\n');
  try { process.stdout.write(JSON.stringify(await rig.running.lag()) + '\n'); } catch (e) { process.stdout.write(String((e as Error).stack) + String((e as Error).cause) + '\n'); }
  await rig.close();
});
