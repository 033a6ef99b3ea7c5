import { replayOutbox } from '@rapport/persistence';
import { runTool } from './tool.js';

const usage =
  'npm run outbox -- replay HOURS   publish the events of the last hours again, for a broker that lost its disk; who handled them before does not do so twice';

await runTool(async ({ db, installed, print }, [verb, hours]) => {
  const back = Number(hours);
  if (verb !== 'replay' || !(back > 0)) {
    print(usage);
    return 2;
  }
  for (const names of installed) {
    const count = await replayOutbox({ db, names }, new Date(Date.now() - back * 3_600_000));
    print(`${names.service}: ${count} events go out again with the next look of the relay`);
  }
  return 0;
});
