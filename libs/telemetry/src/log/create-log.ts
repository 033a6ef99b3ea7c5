import type { Log, LogFields } from '@rapport/kernel';
import { trace } from '@opentelemetry/api';
import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { slug } from '../form.js';
import { cleanEvent, cleanFields } from './clean-fields.js';
import { describeError } from './describe-error.js';
import { prettyLine } from './pretty.js';

/** How a log is made. */
export interface LogOptions {
  /** Name of the service that speaks; on every line. */
  readonly service: string;
  /** The least level that is printed. */
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** `auto` is pretty when the standard output is a terminal, else JSON. */
  readonly format: 'auto' | 'pretty' | 'json';
  /** Where lines go; the standard output by default. */
  readonly stream?: DestinationStream;
}

/**
 * A structured log: one JSON object a line with `level, time, service, event`, the ids of the trace under way, the fields and the error.
 * It cannot print a personal value: a field must be declared in `log-fields.table.ts` and its value have the declared form,
 * an event's name is letters and hyphens, and of an error only class, codes and frames are kept. It never throws.
 */
export function createLog({ service, level, format, stream }: LogOptions): Log {
  const target = stream ?? pino.destination({ fd: 1, sync: true });
  const pretty = format === 'pretty' || (format === 'auto' && !stream && process.stdout.isTTY);
  const lines = pino(
    {
      level,
      base: { service: slug(service) ? service : 'unnamed' },
      messageKey: 'event',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pretty ? { write: (json: string) => target.write(prettyLine(json)) } : target,
  );
  return {
    debug: (event, fields) => print(lines, 'debug', event, fields),
    info: (event, fields) => print(lines, 'info', event, fields),
    warn: (event, fields) => print(lines, 'warn', event, fields),
    error: (event, thrown, fields) => print(lines, 'error', event, fields, { error: describeError(thrown) }),
  };
}

function print(lines: Logger, level: 'debug' | 'info' | 'warn' | 'error', event: string, fields?: LogFields, extra?: object): void {
  if (!lines.isLevelEnabled(level)) return;
  const span = trace.getActiveSpan()?.spanContext();
  lines[level]({ ...(span && { traceId: span.traceId, spanId: span.spanId }), ...cleanFields(fields), ...extra }, cleanEvent(event));
}
