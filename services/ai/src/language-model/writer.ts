import { Injectable } from '@nestjs/common';
import { toAppError } from '@rapport/kernel';
import type { KnownNames } from '../masking/detect.js';
import { Masking } from '../masking/mask.js';
import { LanguageModel, type Asked } from './language-model.js';

/** A language model where one is set, or none. */
export class InstalledModel {
  constructor(readonly model: LanguageModel | undefined) {}
}

/**
 * The only way to a language model. Personal data is replaced before anything leaves and put back in what returns, and what a model writes is no more
 * than text: whoever asks checks it and falls back to what needs no model.
 */
@Injectable()
export class Writer {
  constructor(private readonly installed: InstalledModel) {}

  /** Its name, or nothing where there is none. */
  get model(): string | undefined {
    return this.installed.model?.model;
  }

  /** What a model makes of the material, with its names put back; nothing without a model, or where it fails or answers what `read` does not take. */
  async write<T>(asked: Asked, names: KnownNames, signal: AbortSignal, read: (answer: unknown) => T | undefined): Promise<T | undefined> {
    if (!this.installed.model) return undefined;
    const masking = new Masking(names);
    try {
      const answer = await this.installed.model.ask({ ...asked, material: masking.maskDeep(asked.material) }, signal);
      return read(masking.unmaskDeep(answer));
    } catch (thrown) {
      if (toAppError(thrown).code === 'unavailable') return undefined;
      throw thrown;
    }
  }
}
