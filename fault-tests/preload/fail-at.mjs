// Loaded before the product: at the point named by FAIL_AT, on its FAIL_AFTER-th passing, the process dies as kill -9 would have it.
import { OutboxPublisher } from '@rapport/messaging';
import { Relay, UnitOfWork } from '@rapport/persistence';
import { wrap, wrapEffects } from './around.mjs';

const { FAIL_AT: point, FAIL_AFTER: after = '1' } = process.env;
let passings = 0;

/** @param {string} name */
function pass(name) {
  if (name === point && ++passings === Number(after)) process.kill(process.pid, 'SIGKILL');
}

wrap(UnitOfWork, 'run', async (original, self, args) => {
  const value = await original.apply(self, args);
  if (args[0].command) pass('command committed');
  return value;
});
wrap(UnitOfWork, 'handleTogether', async (original, self, args) => {
  const handled = await original.apply(self, args);
  pass('effect not acknowledged');
  return handled;
});
wrapEffects(UnitOfWork, ({ body }) => async (tx) => {
  pass('effect not begun');
  await body(tx);
  pass('effect not committed');
});
wrap(OutboxPublisher, 'publish', async (original, self, args) => {
  pass('event not published');
  await original.apply(self, args);
  pass('event not marked');
});
wrap(Relay, 'mark', (original, self, args) => {
  pass('batch not marked');
  return original.apply(self, args);
});
