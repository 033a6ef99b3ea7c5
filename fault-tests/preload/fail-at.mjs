// Loaded before the product: at the point named by FAIL_AT, on its FAIL_AFTER-th passing, the process dies as kill -9 would have it.
import { OutboxPublisher } from '@rapport/messaging';
import { Relay, UnitOfWork } from '@rapport/persistence';

const { FAIL_AT: point, FAIL_AFTER: after = '1' } = process.env;
let passings = 0;

/** @param {string} name */
function pass(name) {
  if (name === point && ++passings === Number(after)) process.kill(process.pid, 'SIGKILL');
}

/**
 * Puts something around a method.
 * @param {any} type @param {string} method @param {(original: Function, self: any, args: any[]) => unknown} around
 */
function wrap(type, method, around) {
  const original = type.prototype[method];
  if (typeof original !== 'function') throw new Error(`${type.name} has no ${method} any more: mend fault-tests/preload`);
  /** @param {any[]} args @this {any} */
  type.prototype[method] = function wrapped(...args) {
    return around(original, this, args);
  };
}

wrap(UnitOfWork, 'run', async (original, self, args) => {
  const value = await original.apply(self, args);
  if (args[0].command) pass('command committed');
  return value;
});
wrap(UnitOfWork, 'handleTogether', async (original, self, [call, handlings, consumer]) => {
  const watched = handlings.map((/** @type {any} */ handling) => ({
    ...handling,
    body: async (/** @type {any} */ tx) => {
      pass('effect not begun');
      await handling.body(tx);
      pass('effect not committed');
    },
  }));
  const handled = await original.call(self, call, watched, consumer);
  pass('effect not acknowledged');
  return handled;
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
