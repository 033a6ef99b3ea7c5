import { SystemClock } from '@rapport/kernel';
import { Circuit } from './circuit.js';
import type { LanguageModel } from './language-model.js';

/** A language model where one is set, or none. */
export class InstalledModel {
  /** One piece of work waits for it `patienceMs` in all: a call of two hours is read in a dozen questions, by a slow machine too. */
  constructor(
    readonly model: LanguageModel | undefined,
    readonly patienceMs = 180_000,
    readonly circuit = new Circuit(new SystemClock()),
  ) {}
}
