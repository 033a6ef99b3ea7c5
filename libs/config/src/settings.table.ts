import { join } from 'node:path';
import { address, addresses, key, namesOrAll, networks, oneOf, place, share, text, wholeNumber } from './kind.js';
import { optional, setting, type Setting } from './setting.js';

const dayMs = 86_400_000;

/** Every setting there is. The one place where a name, a default or a limit is written; README's table is made from it. */
export const table = {
  port: setting('PORT', wholeNumber(0, 65_535), 8080, { says: 'Port of the portal and the API; 0 takes a free one.' }),
  host: setting('RAPPORT_HOST', text('a host name or an address', /^[\w.:-]+$/), '127.0.0.1', { says: 'Address to listen on; `0.0.0.0` in a container.' }),
  publicUrl: setting('RAPPORT_PUBLIC_URL', address('http', 'https'), (given) => `http://localhost:${String(given['port'] ?? 8080)}`, {
    says: 'Address under which people reach the portal; sign-on sends them back there.',
    fallbackWords: '`http://localhost:PORT`',
  }),
  data: setting('RAPPORT_DATA', text('a folder'), './.data', { says: 'Folder of everything that the embedded parts keep.' }),
  services: setting('RAPPORT_SERVICES', namesOrAll, 'all', { says: 'Which services this process runs; a part of them needs `NATS_URL`.' }),
  demo: setting('RAPPORT_DEMO', oneOf('full', 'small', 'off'), (given) => (given['oidcIssuerUrl'] === undefined ? 'full' : 'off'), {
    says: 'Seeds two demo tenants with their logins: `small` for a first page, `full` adds in the background the customers and sales of some years.',
    fallbackWords: '`full` with the built-in identity, else `off`',
  }),
  shutdownDelayMs: setting('SHUTDOWN_DELAY_MS', wholeNumber(0, 600_000), 0, {
    says: 'How long the door still takes requests after a stop signal, in ms, while `/readyz` already says no: as long as a load balancer needs to notice.',
  }),
  shutdownGraceMs: setting('SHUTDOWN_GRACE_MS', wholeNumber(0, 600_000), 10_000, { says: 'How long requests under way may take after a stop signal, in ms.' }),

  startPatienceMs: setting('START_PATIENCE_MS', wholeNumber(0, 3_600_000), 60_000, {
    says: 'How long a start waits for a database or a broker that does not answer yet, in ms; then it ends and says what is wrong.',
  }),

  databaseUrl: optional('DATABASE_URL', address('postgres', 'postgresql'), {
    says: 'Where the records are.',
    switchesTo: 'PostgreSQL 15 or newer with pgvector, instead of PGlite in the data folder',
    secret: true,
  }),
  databasePoolSize: setting('DATABASE_POOL_SIZE', wholeNumber(1, 200), 8, { says: 'Connections to the database per service and process.' }),
  natsUrl: optional('NATS_URL', addresses('nats', 'tls', 'ws', 'wss'), {
    says: 'The broker; several servers of a cluster separated by commas.',
    switchesTo: 'NATS with JetStream, instead of the in-process broker',
    secret: true,
  }),
  natsCredentialsFile: optional('NATS_CREDENTIALS_FILE', text('a file'), { says: 'A NATS `.creds` file (user JWT and NKey seed).' }),
  natsReplicas: setting('NATS_REPLICAS', wholeNumber(1, 5), 1, { says: 'Copies of every stream; 3 on a cluster.' }),

  oidcIssuerUrl: optional('OIDC_ISSUER_URL', address('http', 'https'), {
    says: 'Who signs people in.',
    switchesTo: 'Keycloak (address of the realm), instead of the built-in OpenID provider',
  }),
  oidcClientId: setting('OIDC_CLIENT_ID', text(), 'rapport-portal', { says: 'Client of the portal in the realm.' }),
  oidcClientSecret: optional('OIDC_CLIENT_SECRET', text(), { says: 'Its secret; required with `OIDC_ISSUER_URL`.', secret: true }),
  oidcAudience: setting('OIDC_AUDIENCE', text(), 'rapport-api', { says: 'Audience that a bearer token must name.' }),

  kekFile: optional('RAPPORT_KEK_FILE', text('a file'), {
    says: 'File with the key that wraps all data keys; made in the data folder when absent. Without it nothing can be read again.',
  }),
  erasureLedger: setting('RAPPORT_ERASURE_LEDGER', place('a file'), (given) => join(String(given['data'] ?? './.data'), 'erasures.log'), {
    says: 'Where it is noted, by ids alone, who was erased, so that no restored backup brings them back: a file, or `s3://bucket/prefix`. Never on the disk that is restored.',
    fallbackWords: '`erasures.log` in the data folder',
  }),
  files: setting('RAPPORT_FILES', place('a folder'), (given) => join(String(given['data'] ?? './.data'), 'files'), {
    says: 'Where recordings and other files are kept, sealed: a folder, or `s3://bucket/prefix`. The same for every process.',
    fallbackWords: '`files` in the data folder',
  }),
  s3Endpoint: optional('S3_ENDPOINT', address('http', 'https'), {
    says: 'Object storage for `s3://` addresses, when it is not Amazon’s; keys and region by `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`.',
    switchesTo: 'an S3 service, such as versitygw',
  }),
  openaiBaseUrl: optional('OPENAI_BASE_URL', address('http', 'https'), {
    says: 'An OpenAI-compatible server, with its `/v1`.',
    switchesTo: 'its models where `RAPPORT_SPEECH` says so; OpenAI’s own when only the key is set',
  }),
  openaiApiKey: optional('OPENAI_API_KEY', text('a key'), { says: 'The key for that server.', secret: true }),
  speech: setting('RAPPORT_SPEECH', oneOf('embedded', 'endpoint', 'folder'), 'embedded', {
    says: '`embedded` is the English model that ships; `endpoint` is `/audio/transcriptions` of `OPENAI_BASE_URL`, for any language that its model knows; `folder` is a model in `RAPPORT_SPEECH_FOLDER`, such as a Whisper for Russian. A call in a language that the model does not know is refused in words.',
  }),
  speechModel: setting('RAPPORT_SPEECH_MODEL', text('a model’s name'), 'whisper-1', { says: 'Which model of the endpoint hears.' }),
  speechFolder: setting('RAPPORT_SPEECH_FOLDER', text('a folder'), './models/whisper', {
    says: 'A speech model as transformers.js takes it: `config.json`, `generation_config.json`, `tokenizer.json`, `preprocessor_config.json`, and in `onnx` the encoder and the merged decoder, `_quantized` or not. Needs `npm install @huggingface/transformers` beside Rapport; nothing is fetched from the network.',
  }),

  languageModel: optional('RAPPORT_LANGUAGE_MODEL', text('a model’s name'), {
    says: 'Which language model of that server writes answers and drafts; what leaves for it is masked.',
    switchesTo: 'a language model, instead of extracts and templates',
  }),
  embeddingModel: optional('RAPPORT_EMBEDDING_MODEL', text('a model’s name'), {
    says: 'Which model of that server makes the vectors that articles are found by. After a change, `POST /v1/knowledge/rebuild`.',
    switchesTo: 'an embedding model, instead of hashed letters',
  }),
  embeddingDims: setting('RAPPORT_EMBEDDING_DIMS', wholeNumber(8, 16_000), 1536, {
    says: 'How many numbers a vector of that model has; another length is refused.',
  }),
  smtpUrl: optional('SMTP_URL', address('smtp', 'smtps'), {
    says: 'A mail server, with user and password where it wants them.',
    secret: true,
    switchesTo: 'a mail server, instead of an outbox that keeps what was sent',
  }),
  mailFrom: setting('MAIL_FROM', text('an e-mail address', /^\S+@\S+$/), 'rapport@localhost', { says: 'Who e-mails are from.' }),

  telephonyKey: optional('RAPPORT_TELEPHONY_KEY', key(24), {
    says: 'Key by which a telephone system that cannot sign in signs `POST /v1/calls/recorded`, as Standard Webhooks says (`whsec_` without that word).',
    secret: true,
  }),
  telephonyTenant: optional('RAPPORT_TELEPHONY_TENANT', text('a tenant’s name', /^[a-z][a-z0-9-]{0,62}$/), {
    says: 'For which tenant that telephone system speaks.',
  }),

  internalKey: optional('RAPPORT_INTERNAL_KEY', key(32), {
    says: 'Key by which services sign who is asking; the same for every process. Made in the data folder when absent.',
    secret: true,
  }),

  otlpEndpoint: optional('OTEL_EXPORTER_OTLP_ENDPOINT', address('http', 'https'), {
    says: 'Where traces go.',
    switchesTo: 'an OpenTelemetry collector over OTLP/HTTP, instead of the last traces in memory',
  }),
  otlpHeaders: optional('OTEL_EXPORTER_OTLP_HEADERS', text('name=value pairs separated by commas', /^[^=,\s]+=[^,]*(,[^=,\s]+=[^,]*)*$/), {
    says: 'Headers for the collector, such as its token.',
    secret: true,
  }),
  zipkinEndpoint: optional('OTEL_EXPORTER_ZIPKIN_ENDPOINT', address('http', 'https'), {
    says: 'Where traces go in Zipkin’s own form, path included (`/api/v2/spans`); beside the collector when both are set.',
    switchesTo: 'Zipkin, instead of the last traces in memory',
  }),
  traceShare: setting('OTEL_TRACES_SAMPLER_ARG', share, (given) => (given['otlpEndpoint'] === undefined && given['zipkinEndpoint'] === undefined ? 0.05 : 1), {
    says: 'Share of requests that are traced; a caller that samples its trace is always followed.',
    fallbackWords: '1 with a collector or Zipkin, else 0.05',
  }),
  logLevel: setting('LOG_LEVEL', oneOf('debug', 'info', 'warn', 'error', 'silent'), 'info', { says: 'The least level that is printed.' }),
  logFormat: setting('LOG_FORMAT', oneOf('auto', 'pretty', 'json'), 'auto', { says: '`auto` is pretty on a terminal and JSON elsewhere.' }),

  ratePerSecond: setting('RATE_LIMIT_PER_SECOND', wholeNumber(0, 1_000_000), 200, {
    says: 'Requests a second that one caller may make for long; 0 lifts the limit.',
  }),
  rateBurst: setting('RATE_LIMIT_BURST', wholeNumber(1, 1_000_000), 400, { says: 'Requests that one caller may make at once.' }),
  failedSignInsPerMinute: setting('FAILED_SIGN_INS_PER_MINUTE', wholeNumber(0, 1_000_000), 120, {
    says: 'How often a minute one address (IPv6: one /64) may fail to say who it is, by token or cookie and by password each; more are asked to come again, 0 lifts the limit.',
  }),
  trustedProxies: optional('TRUSTED_PROXIES', networks, {
    says: 'Proxies in front of the door, whose `X-Forwarded-For` says who is asking; without it the proxy’s own address counts.',
  }),
  maxBodyBytes: setting('MAX_BODY_BYTES', wholeNumber(1024, 1_073_741_824), 1_048_576, { says: 'The largest body that is read.' }),
  maxInFlight: setting('MAX_IN_FLIGHT', wholeNumber(1, 100_000), 128, {
    says: 'Requests that the door works on at once, and calls that each service of a process does; more are asked to come again at once, rather than to wait for seconds.',
  }),
  bulkShare: setting('BULK_SHARE', share, 0.25, {
    says: 'Share of `MAX_IN_FLIGHT` and of `DATABASE_POOL_SIZE` that bulk work such as batches may take, one place at least; the rest is for what people wait for.',
  }),
  requestTimeoutMs: setting('REQUEST_TIMEOUT_MS', wholeNumber(100, 600_000), 15_000, {
    says: 'After this nobody waits for an answer, in ms; for one to work in bulk, three times as long.',
  }),
  keyLifeMs: setting('IDEMPOTENCY_KEY_LIFE_MS', wholeNumber(60_000, 30 * dayMs), dayMs, {
    says: 'How long the answer of an `Idempotency-Key` is kept, in ms.',
  }),
  defaultRegion: setting('DEFAULT_REGION', text('two capital letters (ISO 3166-1)', /^[A-Z]{2}$/), 'RU', {
    says: 'Country of phone numbers that are written without one.',
  }),
} as const;

/** Every setting with its value, defaults filled in. */
export type Settings = { readonly [Name in keyof typeof table]: (typeof table)[Name] extends Setting<infer Value> ? Value : never };

/** Every setting with its name in `Settings`, for code that walks the table. */
export function everySetting(): readonly (readonly [name: string, setting: Setting<unknown>])[] {
  return Object.entries(table);
}
