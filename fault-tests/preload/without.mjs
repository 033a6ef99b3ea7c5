// Loaded before the product: takes away the safety named by WITHOUT, so that the self-test sees whether the oracle notices.
import { LiveTraffic, OutboxPublisher } from '@rapport/messaging';
import { Relay, UnitOfWork } from '@rapport/persistence';

/** @param {any} type @param {string} method @param {(original: Function, self: any, args: any[]) => unknown} instead */
function replace(type, method, instead) {
  const original = type.prototype[method];
  if (typeof original !== 'function') throw new Error(`${type.name} has no ${method} any more: mend fault-tests/preload`);
  /** @param {any[]} args @this {any} */
  type.prototype[method] = function replaced(...args) {
    return instead(original, this, args);
  };
}

/** @type {Record<string, () => void>} */
const safeties = {
  /** The effect commits without a word in the inbox. */
  inbox: () =>
    replace(UnitOfWork, 'handleTogether', (_, self, [call, handlings]) =>
      self.transaction(call, { opening: [] }, async (/** @type {any} */ tx) => {
        const statements = [];
        for (const handling of handlings) statements.push(...(await self.effect(tx, handling)));
        return { value: handlings.map(() => 'done'), statements };
      }),
    ),
  /** An event is handled whatever came before it. */
  order: () =>
    replace(UnitOfWork, 'handleTogether', (original, self, [call, handlings, consumer]) => {
      const blind = handlings.map((/** @type {any} */ handling) => ({ ...handling, event: { ...handling.event, heads: {} } }));
      return original.call(self, call, blind, consumer);
    }),
  /** Relays take what others have in hand. */
  claims: () =>
    replace(Relay, 'claim', (original, self) =>
      original
        .call(self)
        .replace(/ and \(claimed_until is null or claimed_until < clock_timestamp\(\)\)/, '')
        .replace(' for update skip locked', ''),
    ),
  /** An event counts as published before the broker has it. */
  outbox: () =>
    replace(OutboxPublisher, 'publish', async (original, self, args) => void setTimeout(() => original.apply(self, args).catch(() => undefined), 500)),
  /** A relay that follows a cursor, and not what is not yet published. */
  cursor: () =>
    replace(Relay, 'claim', (original, self) => {
      const table = '(select max(seq) from outbox where published_at is not null)';
      return original.call(self).replace('where published_at is null', `where published_at is null and seq > coalesce(${table}, 0)`);
    }),
  /** A repeated command is a new one. */
  keys: () => replace(UnitOfWork, 'run', (original, self, [call, body]) => original.call(self, Object.create(call, { command: { value: undefined } }), body)),
  /** Work in bulk lets nobody go first. */
  way: () => replace(LiveTraffic, 'givingWay', () => async () => undefined),
};

const name = process.env['WITHOUT'] ?? '';
const take = Object.hasOwn(safeties, name) ? safeties[name] : undefined;
if (!take) throw new Error(`WITHOUT: there is no safety “${name}”`);
take();
