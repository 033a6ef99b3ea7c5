import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isBabble, unsaidConfidence, type Heard } from './speech.js';

/** What runs models in folders. Who wants them installs it; it is too large to ship to everybody. */
export const modelPackage = '@huggingface/transformers';

interface Transformers {
  readonly env: { allowRemoteModels: boolean; localModelPath: string };
  pipeline(task: 'automatic-speech-recognition', model: string, options: { readonly dtype: string; readonly device: string }): Promise<Recogniser>;
}
type Recogniser = (samples: Float32Array, options: { readonly language?: string; readonly task?: string }) => Promise<{ readonly text?: unknown }>;

const rate = 16_000;

/** A model in a folder, loaded. Runs in a process of its own and reads nothing from the network. */
export class FolderModel {
  private constructor(
    private readonly recognise: Recogniser,
    private readonly isMultilingual: boolean,
  ) {}

  static async open(folder: string): Promise<FolderModel> {
    const { env, pipeline } = (await import(modelPackage)) as Transformers;
    env.allowRemoteModels = false;
    env.localModelPath = `${dirname(folder)}/`;
    const isQuantised = existsSync(join(folder, 'onnx/encoder_model_quantized.onnx'));
    const recognise = await pipeline('automatic-speech-recognition', basename(folder), { dtype: isQuantised ? 'q8' : 'fp32', device: 'cpu' });
    return new FolderModel(recognise, languagesOf(folder).length > 1);
  }

  /** Words without end are what a model makes of a noise: they count as none. */
  async transcribe(samples: Float32Array, language: string): Promise<Heard> {
    const spoken = this.isMultilingual && language ? { language: language.split('-')[0]!, task: 'transcribe' } : {};
    const { text } = await this.recognise(samples, spoken);
    const words = typeof text === 'string' ? text.trim() : '';
    return { text: isBabble(words, samples.length / rate) ? '' : words, confidence: unsaidConfidence };
  }
}

/** A model of many languages lists them, as marks such as `<|ru|>`; one that lists none is English. */
export function languagesOf(folder: string): string[] {
  const file = join(folder, 'generation_config.json');
  const marks = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { lang_to_id?: Record<string, number> }).lang_to_id : undefined;
  const languages = Object.keys(marks ?? {}).map((mark) => mark.replaceAll(/[<|>]/g, ''));
  return languages.length > 0 ? languages : ['en'];
}
