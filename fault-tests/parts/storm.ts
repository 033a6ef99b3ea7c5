import { header } from '@rapport/messaging';
import type { Random } from '../../bench/random.mjs';
import type { BrokerEye } from './broker-eye.js';

/** How often each event comes again. */
export const timesAgain = 5;
const mostEvents = 2000;

/** Hands out again what the broker keeps, the latest events of all, several times, in any order, under new message ids, so that only the inbox can tell. Answers how many deliveries that were. */
export async function storm(eye: BrokerEye, random: Random, tag: string): Promise<number> {
  const kept = (await eye.kept('event.>')).slice(-mostEvents);
  const again = Array.from({ length: timesAgain }, (_, n) => kept.map((message) => ({ message, n }))).flat();
  for (let i = again.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [again[i], again[j]] = [again[j]!, again[i]!];
  }
  await eye.with(async (broker) => {
    for (const { message, n } of again) {
      const eventId = message.headers[header.eventId] ?? message.headers[header.messageId]!;
      const headers = { ...message.headers, [header.eventId]: eventId };
      await broker.publish({ ...message, headers, id: `${eventId}-storm-${tag}-${n}` });
    }
  });
  return again.length;
}
