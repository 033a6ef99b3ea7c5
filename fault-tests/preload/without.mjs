// Loaded before the product: takes away the safety named by WITHOUT, so that the self-test sees whether the oracle notices.
import { LiveTraffic, OutboxPublisher } from '@rapport/messaging';
import { Relay, UnitOfWork } from '@rapport/persistence';
import { wrap } from './around.mjs';

/** The effect commits without a word in the inbox. */
const withoutInbox = () =>
  wrap(UnitOfWork, 'handleTogether', (_, self, [call, handlings]) =>
    self.transaction(call, { opening: [] }, async (/** @type {any} */ tx) => {
      const statements = [];
      for (const handling of handlings) statements.push(...(await self.effect(tx, handling)));
      return { value: handlings.map(() => 'done'), statements };
    }),
  );

/** @type {Record<string, () => void>} */
const safeties = {
  inbox: withoutInbox,
  /** The same, where every service runs. */
  inboxes: withoutInbox,
  /** An event is handled whatever came before it. */
  order: () =>
    wrap(UnitOfWork, 'handleTogether', (original, self, [call, handlings, consumer]) => {
      const blind = handlings.map((/** @type {any} */ handling) => ({ ...handling, event: { ...handling.event, heads: {} } }));
      return original.call(self, call, blind, consumer);
    }),
  /** Relays take what others have in hand. */
  claims: () =>
    wrap(Relay, 'claim', (original, self) =>
      original
        .call(self)
        .replace(/ and \(claimed_until is null or [^\n]*\)/, '')
        .replace(' for update skip locked', ''),
    ),
  /** An event counts as published before the broker has it. */
  outbox: () => wrap(OutboxPublisher, 'publish', async (original, self, args) => void setTimeout(() => original.apply(self, args).catch(() => undefined), 500)),
  /** A relay that follows a cursor, and not what is not yet published. */
  cursor: () =>
    wrap(Relay, 'claim', (original, self) => {
      const table = '(select max(seq) from outbox where published_at is not null)';
      return original.call(self).replace('where published_at is null', `where published_at is null and seq > coalesce(${table}, 0)`);
    }),
  /** A repeated command is a new one. */
  keys: () => wrap(UnitOfWork, 'run', (original, self, [call, body]) => original.call(self, Object.create(call, { command: { value: undefined } }), body)),
  /** Work in bulk lets nobody go first. */
  way: () => wrap(LiveTraffic, 'givingWay', () => async () => undefined),
};

const name = process.env['WITHOUT'] ?? '';
const take = Object.hasOwn(safeties, name) ? safeties[name] : undefined;
if (!take) throw new Error(`WITHOUT: there is no safety “${name}”`);
take();
