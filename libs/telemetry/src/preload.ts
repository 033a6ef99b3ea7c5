// Loaded before anything else: node --import @rapport/telemetry/preload main.js
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { settingsOfProcess, SettingsError, type Settings } from '@rapport/config';
import { register } from 'import-in-the-middle/register-hooks.mjs';
import { PgSpans } from './trace/pg-spans.js';
import { startTracing } from './trace/tracing.js';

function start({ traceShare, otlpEndpoint, otlpHeaders, zipkinEndpoint, services }: Settings): void {
  const service = services === 'all' ? 'rapport' : services.join('-');
  startTracing({ service, share: traceShare, endpoint: otlpEndpoint, headers: otlpHeaders, zipkin: zipkinEndpoint });
  if (traceShare === 0) return;
  register({ include: ['http', 'node:http', 'https', 'node:https', 'pg', 'pg-pool'] });
  new HttpInstrumentation({ requireParentforOutgoingSpans: true, ignoreIncomingRequestHook: ({ url = '' }) => /^\/(healthz|readyz|metrics)\b/.test(url) });
  new PgSpans();
}

try {
  start(settingsOfProcess());
} catch (error) {
  // Wrong settings are the program's to say: it reads them again in a moment.
  if (!(error instanceof SettingsError)) throw error;
}
