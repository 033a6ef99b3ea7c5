import { nats } from './components/nats.mjs';
import { postgres } from './components/postgres.mjs';

/** Every component that `npm run stack` knows. @type {readonly import('./component.mjs').Component[]} */
export const components = [postgres, nats];
