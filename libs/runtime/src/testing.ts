/** For specs: services at work on a database and a broker of their own, and callers at their front doors. */
export * from './testing/house.rig.js';
