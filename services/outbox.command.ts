import { replayOutbox, schemaOf } from '@rapport/persistence';
import { registry } from './registry.js';
import { runTool } from './tool.js';

const usage =
  'npm run outbox -- replay HOURS   publish the events of the last hours again, for a broker that lost its disk; who handled them before does not do so twice';

await runTool(async ({ db, print }, [verb, hours]) => {
  const back = Number(hours);
  if (verb !== 'replay' || !(back > 0)) {
    print(usage);
    return 2;
  }
  for (const { name } of registry) {
    const count = await replayOutbox({ db, names: schemaOf(name) }, new Date(Date.now() - back * 3_600_000));
    print(`${name}: ${count} events go out again with the next look of the relay`);
  }
  return 0;
});
