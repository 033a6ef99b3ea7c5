import { Stop } from '../local/stop.mjs';

/** This machine cannot have the component: not a failure, and told apart from one by its exit code. */
export class Unavailable extends Stop {
  /** @param {string} sentence */
  constructor(sentence) {
    super(sentence, 3);
    this.name = 'Unavailable';
  }
}
