import { Speech, type Clip, type Heard } from './speech.js';
import { SpeechProcesses } from './speech-processes.js';

/** The model that ships with Rapport. */
export class EmbeddedSpeech extends Speech {
  readonly model = 'moonshine-tiny-en';
  readonly modelVersion = '0.1.29';
  readonly languages = ['en'];
  private readonly processes = new SpeechProcesses(2);

  transcribe(clip: Clip, signal: AbortSignal): Promise<Heard> {
    return this.processes.hear(clip, signal);
  }

  /** Lets the idle processes go. */
  stop(): void {
    this.processes.stop();
  }
}
