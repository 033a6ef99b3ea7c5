import { toAppError } from '@rapport/kernel';
import type { KnownNames } from '../masking/detect.js';
import { Masking } from '../masking/mask.js';
import type { InstalledModel } from './installed-model.js';
import type { Asked } from './language-model.js';

/** Whom a sitting is about, and until when anybody wants it. */
export interface SittingFor {
  readonly names: KnownNames;
  readonly signal: AbortSignal;
}

/** One piece of work that asks a model once or several times, and waits for it so long in all: a silence ends it, however much is left to ask. */
export class Sitting {
  private readonly patience: AbortSignal;
  private silent = false;

  constructor(
    private readonly installed: InstalledModel,
    private readonly about: SittingFor,
  ) {
    this.patience = AbortSignal.timeout(installed.patienceMs);
  }

  /** The model did not answer in time, or had not answered others: it is not asked again in this sitting. */
  get isOver(): boolean {
    return this.silent;
  }

  /** What the model makes of the material, with its names put back; nothing without a model, where it is silent, or where it answers what `read` does not take. */
  async ask<T>(asked: Asked, read: (answer: unknown) => T | undefined): Promise<T | undefined> {
    const { model, circuit } = this.installed;
    if (!model || this.silent) return undefined;
    this.silent = this.patience.aborted || !circuit.mayAsk();
    if (this.silent) return undefined;
    const { names, signal } = this.about;
    const masking = new Masking(names);
    try {
      const answer = await model.ask({ ...asked, material: masking.maskDeep(asked.material) }, AbortSignal.any([signal, this.patience]));
      circuit.answered();
      return read(masking.unmaskDeep(answer));
    } catch (thrown) {
      const { code, reason } = toAppError(thrown);
      if (signal.aborted || (code !== 'unavailable' && !this.patience.aborted)) throw thrown;
      this.silent = reason !== 'MODEL_WRONG_ANSWER';
      if (this.silent) circuit.wasSilent();
      else circuit.answered();
      return undefined;
    }
  }
}
