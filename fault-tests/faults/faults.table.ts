import type { Fault } from '../fault.js';
import { badWires } from './bad-wires.fault.js';
import { bulkBesideLive } from './bulk-beside-live.fault.js';
import { clusterLeader } from './cluster-leader.fault.js';
import { duplicateStorm } from './duplicate-storm.fault.js';
import { failAtPoints } from './fail-at-points.fault.js';
import { fullDisk } from './full-disk.fault.js';
import { fullTables } from './full-tables.fault.js';
import { keysAway } from './keys-away.fault.js';
import { killBroker } from './kill-broker.fault.js';
import { killDatabase } from './kill-database.fault.js';
import { killService } from './kill-service.fault.js';
import { lateCommits } from './late-commits.fault.js';
import { olderDatabase } from './older-database.fault.js';
import { overload } from './overload.fault.js';
import { pauseBroker } from './pause-broker.fault.js';
import { pauseConsumer } from './pause-consumer.fault.js';
import { poison } from './poison.fault.js';
import { reorder } from './reorder.fault.js';
import { rollingStop } from './rolling-stop.fault.js';
import { identityAndClocks } from './identity-and-clocks.fault.js';
import { stormAfterStory } from './storm-after-story.fault.js';
import { storyKilled } from './story-killed.fault.js';
import { wipeBroker } from './wipe-broker.fault.js';

/** Every fault, in the order in which they are tried. */
export const faults: readonly Fault[] = [
  killService,
  failAtPoints,
  killBroker,
  wipeBroker,
  killDatabase,
  pauseBroker,
  pauseConsumer,
  badWires,
  duplicateStorm,
  reorder,
  poison,
  lateCommits,
  fullDisk,
  identityAndClocks,
  rollingStop,
  overload,
  bulkBesideLive,
  fullTables,
  olderDatabase,
  keysAway,
  clusterLeader,
  storyKilled,
  stormAfterStory,
];
