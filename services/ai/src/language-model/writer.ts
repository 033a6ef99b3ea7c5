import { Injectable } from '@nestjs/common';
import type { KnownNames } from '../masking/detect.js';
import { InstalledModel } from './installed-model.js';
import type { Asked } from './language-model.js';
import { Sitting } from './sitting.js';

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

  /** For what takes several questions. */
  sitting(names: KnownNames, signal: AbortSignal): Sitting {
    return new Sitting(this.installed, { names, signal });
  }

  /** The answer to one question, as a sitting gives it. */
  write<T>(asked: Asked, names: KnownNames, signal: AbortSignal, read: (answer: unknown) => T | undefined): Promise<T | undefined> {
    return this.sitting(names, signal).ask(asked, read);
  }
}
