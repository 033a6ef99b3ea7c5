import { setTimeout as pause } from 'node:timers/promises';
import { bulkBesideLive } from './faults/bulk-beside-live.fault.js';
import { duplicateStorm } from './faults/duplicate-storm.fault.js';
import { killService } from './faults/kill-service.fault.js';
import { lateCommits } from './faults/late-commits.fault.js';
import { reorder } from './faults/reorder.fault.js';
import { stormAfterStory } from './faults/storm-after-story.fault.js';
import type { Fault } from './fault.js';
import type { Life } from './parts/process.js';

/** A safety of the product, the fault that it is there for, and the rules of which at least one must be found broken without it. */
export interface Safety {
  readonly name: string;
  readonly what: string;
  readonly fault: Fault;
  readonly rules: readonly string[];
}

/** No fault at all: what then goes wrong is the missing safety’s. */
const calm: Fault = {
  id: 'calm',
  what: 'nothing happens',
  on: 'real',
  rounds: 1,
  async strike({ load }) {
    await load.advances(150, 20_000);
  },
};

/** Commands are carried out and their answers lost, again and again: whoever insists asks once more. */
const lostAnswers: Fault = {
  id: 'lost',
  what: 'answers of commits are lost',
  on: 'real',
  rounds: 1,
  async strike({ house, load }) {
    for (let time = 0; time < 12; time += 1) {
      house.toDatabase.set({ lost: 'toClient' });
      await pause(250);
      house.toDatabase.set({});
      house.toDatabase.reset();
      await load.advances(5, 20_000);
    }
  },
};

/** Every safety that can be taken away; `preload/without.mjs` knows how. */
export const safeties: readonly Safety[] = [
  { name: 'inbox', what: 'effects commit without the inbox', fault: duplicateStorm, rules: ['I5'] },
  { name: 'inboxes', what: 'effects of every service commit without the inbox', fault: stormAfterStory, rules: ['I5'] },
  { name: 'order', what: 'events are handled whatever came before', fault: reorder, rules: ['I5', 'I6'] },
  { name: 'claims', what: 'relays take what others have in hand', fault: calm, rules: ['I7'] },
  { name: 'outbox', what: 'events count as published before the broker has them', fault: killService, rules: ['I4', 'I5'] },
  { name: 'cursor', what: 'the relay follows a cursor', fault: lateCommits, rules: ['I5', 'I7'] },
  { name: 'keys', what: 'a repeated command is a new one', fault: lostAnswers, rules: ['I1', 'I3', 'I4'] },
  { name: 'way', what: 'work in bulk lets nobody go first', fault: bulkBesideLive, rules: ['F19'] },
].map((safety) => ({ ...safety, fault: { ...safety.fault, restMs: 8000 } }));

/** What the service's processes load to be without a safety. */
export const lifeWithout = ({ name }: Safety): Life => ({ settings: { WITHOUT: name }, preload: ['without'] });
