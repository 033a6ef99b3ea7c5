import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { languagesOf, modelPackage } from './folder-model.js';
import { Speech, type Clip, type Heard } from './speech.js';
import { SpeechProcesses } from './speech-processes.js';

/** A model that the operator brought: a folder as transformers.js takes it, such as a Whisper for Russian. It knows the languages that its own settings name. */
export class FolderSpeech extends Speech {
  readonly model: string;
  readonly modelVersion = 'folder';
  readonly languages: readonly string[];
  private readonly processes: SpeechProcesses;

  /** Throws, in words for an operator, where the folder holds no such model or what runs it is not installed. */
  constructor(folder: string) {
    super();
    if (!existsSync(join(folder, 'config.json')) || !existsSync(join(folder, 'onnx')))
      throw new Error(
        `RAPPORT_SPEECH_FOLDER: “${folder}” holds no speech model: it needs config.json, tokenizer.json and the folder onnx, as transformers.js takes them.`,
      );
    assertInstalled();
    this.model = basename(resolve(folder));
    this.languages = languagesOf(folder);
    this.processes = new SpeechProcesses(1, resolve(folder));
  }

  transcribe(clip: Clip, signal: AbortSignal): Promise<Heard> {
    return this.processes.hear(clip, signal);
  }

  /** Lets the idle process go. */
  stop(): void {
    this.processes.stop();
  }
}

function assertInstalled(): void {
  try {
    createRequire(import.meta.url).resolve(modelPackage);
  } catch (cause) {
    throw new Error(`RAPPORT_SPEECH=folder needs the package ${modelPackage}: install it beside Rapport, with “npm install ${modelPackage}”.`, { cause });
  }
}
