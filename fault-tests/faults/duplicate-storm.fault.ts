import { header } from '@rapport/messaging';
import type { Fault } from '../fault.js';

const times = 5;
const mostEvents = 2000;

/** Everything that the broker delivered comes again, several times, in any order, under new message ids, so that only the inbox can tell. */
export const duplicateStorm: Fault = {
  id: 'F11',
  what: `every event again, ${times} times, shuffled`,
  on: 'real',
  rounds: 1,
  async strike({ house, load, random, rounds, say, bit }) {
    for (let round = 0; round < rounds; round += 1) {
      await load.advances(100, 20_000);
      const kept = (await house.eye.kept('event.>')).slice(-mostEvents);
      const again = Array.from({ length: times }, (_, n) => kept.map((message) => ({ message, n }))).flat();
      for (let i = again.length - 1; i > 0; i -= 1) {
        const j = random.below(i + 1);
        [again[i], again[j]] = [again[j]!, again[i]!];
      }
      say(`round ${round + 1}: ${again.length} deliveries of ${kept.length} events`);
      bit(round, 'deliveries again', again.length);
      await house.eye.with(async (broker) => {
        for (const { message, n } of again) {
          const eventId = message.headers[header.eventId] ?? message.headers[header.messageId]!;
          const headers = { ...message.headers, [header.eventId]: eventId };
          await broker.publish({ ...message, headers, id: `${eventId}-storm-${round}-${n}` });
        }
      });
    }
  },
};
