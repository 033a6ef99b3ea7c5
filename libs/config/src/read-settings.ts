import { readFileSync } from 'node:fs';
import { nearest } from './nearest.js';
import type { Given, Setting } from './setting.js';
import { everySetting, type Settings } from './settings.table.js';

/** Environment variables as a process has them. An empty one counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that is wrong with the settings, one sentence each; the message is those sentences, one a line. Holds no secret. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/** Reads every setting, or throws one `SettingsError` that names all that is wrong. Reads the files that `*_FILE` variables of secrets name. */
export function readSettings(environment: Environment): Settings {
  const problems: string[] = unknownVariables(environment);
  const given: Record<string, unknown> = {};
  for (const [name, setting] of everySetting()) {
    const outcome = readOne(environment, setting);
    if (outcome.problem) problems.push(outcome.problem);
    given[name] = outcome.value;
  }
  const settings = withDefaults(given) as Settings;
  if (problems.length === 0) problems.push(...contradictions(settings));
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

/** The settings of this very process. The only reader of its environment. */
export function settingsOfProcess(): Settings {
  return readSettings(process.env);
}

function readOne(environment: Environment, setting: Setting<unknown>): { value?: unknown; problem?: string } {
  const { variable, kind, secret } = setting;
  const found = environment[variable] || undefined;
  const file = secret ? environment[`${variable}_FILE`] || undefined : undefined;
  if (found !== undefined && file !== undefined) return { problem: `${variable} and ${variable}_FILE are both set; keep one of them.` };
  const content = file === undefined ? found : contentOf(file);
  if (content === undefined)
    return file === undefined ? {} : { problem: `${variable}_FILE: found “${file}”, which cannot be read; expected a file with ${kind.expects}.` };
  const value = kind.read(content);
  if (value !== undefined) return { value };
  const shown = secret ? `a value of ${content.length} characters (not shown)` : `“${content}”`;
  return { problem: `${variable}: found ${shown}, expected ${kind.expects}.` };
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trimEnd();
  } catch {
    return undefined;
  }
}

function withDefaults(given: Given): Record<string, unknown> {
  return Object.fromEntries(
    everySetting().map(([name, { fallback }]) => [
      name,
      given[name] ?? (typeof fallback === 'function' ? (fallback as (given: Given) => unknown)(given) : fallback),
    ]),
  );
}

function unknownVariables(environment: Environment): string[] {
  const known = everySetting().flatMap(([, { variable, secret }]) => (secret ? [variable, `${variable}_FILE`] : [variable]));
  return Object.keys(environment)
    .filter((name) => name.startsWith('RAPPORT_') && !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known);
      return `${name}: there is no such setting${meant ? `; did you mean ${meant}?` : '.'}`;
    });
}

function contradictions(settings: Settings): string[] {
  const { oidcIssuerUrl, oidcClientSecret, services, natsUrl, openaiBaseUrl, openaiApiKey, speech, languageModel, embeddingModel } = settings;
  const asked = [
    speech === 'endpoint' && 'RAPPORT_SPEECH is “endpoint”',
    languageModel && 'RAPPORT_LANGUAGE_MODEL is set',
    embeddingModel && 'RAPPORT_EMBEDDING_MODEL is set',
  ].find(Boolean);
  return [
    asked && !openaiBaseUrl && !openaiApiKey
      ? `OPENAI_BASE_URL: found nothing, expected the address of a server of models (or OPENAI_API_KEY), because ${asked}.`
      : '',
    oidcIssuerUrl && !oidcClientSecret ? 'OIDC_CLIENT_SECRET: found nothing, expected the secret of the client, because OIDC_ISSUER_URL is set.' : '',
    services !== 'all' && !natsUrl
      ? `NATS_URL: found nothing, expected the broker's address, because RAPPORT_SERVICES is “${services.join(',')}”: services in separate processes meet only there.`
      : '',
  ].filter(Boolean);
}
