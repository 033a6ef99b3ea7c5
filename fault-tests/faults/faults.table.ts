import type { Fault } from '../fault.js';
import { killBroker } from './kill-broker.fault.js';
import { killService } from './kill-service.fault.js';

/** Every fault, in the order in which they are tried. */
export const faults: readonly Fault[] = [killService, killBroker];
