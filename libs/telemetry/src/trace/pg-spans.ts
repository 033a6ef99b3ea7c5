import { context, SpanKind, SpanStatusCode, trace, type Span } from '@opentelemetry/api';
import { InstrumentationBase, InstrumentationNodeModuleDefinition, isWrapped } from '@opentelemetry/instrumentation';
import { systemCode } from '../form.js';

const texts = /(?:\bE)?'(?:[^']|'')*'/g;

type Query = (this: Client, ...args: unknown[]) => unknown;
interface Client {
  readonly database?: string;
}
interface Pg {
  readonly Client: { readonly prototype: { query: Query } };
}

/**
 * One span for each round trip, with its statements' text and never a value; inside a trace that is kept, and nowhere else.
 * Ours instead of `@opentelemetry/instrumentation-pg`, which prepares a span for each statement of traces that nobody keeps (12–18 µs); numbers in ADR 1.
 */
export class PgSpans extends InstrumentationBase {
  constructor() {
    super('rapport-pg', '1', {});
  }

  protected override init(): InstrumentationNodeModuleDefinition[] {
    return [
      new InstrumentationNodeModuleDefinition('pg', ['>=8 <9'], (loaded: Pg & { default?: Pg }) => {
        const { prototype } = (loaded.default ?? loaded).Client;
        if (!isWrapped(prototype.query)) this._wrap(prototype, 'query', (original: Query): Query => this.traced(original));
        return loaded;
      }),
    ];
  }

  private traced(original: Query): Query {
    const begin = (client: Client, statement: unknown) => this.begin(client, statement);
    return function query(this: Client, ...args: unknown[]): unknown {
      if (!trace.getActiveSpan()?.isRecording()) return original.apply(this, args);
      const span = begin(this, args[0]);
      return context.with(trace.setSpan(context.active(), span), () => ended(span, args, () => original.apply(this, args)));
    };
  }

  private begin(client: Client, statement: unknown): Span {
    const text = typeof statement === 'string' ? statement : String((statement as { text?: unknown } | undefined)?.text ?? '');
    const operation = (/(?:^|;)\s*(?!begin|set|savepoint)([A-Za-z]+)/i.exec(text)?.[1] ?? 'query').toLowerCase();
    const attributes = {
      'db.system.name': 'postgresql',
      'db.namespace': client.database ?? '',
      'db.operation.name': operation,
      'db.query.text': text.replace(texts, '?'),
    };
    return this.tracer.startSpan(`sql ${operation}`, { kind: SpanKind.CLIENT, attributes });
  }
}

/** Ends the span with the statement, whichever way its end is told: by a callback, or by a promise. */
function ended(span: Span, args: unknown[], run: () => unknown): unknown {
  const last = args.at(-1);
  if (typeof last === 'function') {
    args[args.length - 1] = (error: unknown, ...rest: unknown[]) => {
      end(span, error);
      (last as (...given: unknown[]) => unknown)(error, ...rest);
    };
    return run();
  }
  const result = run();
  if (result instanceof Promise)
    result.then(
      () => end(span),
      (error: unknown) => end(span, error),
    );
  else span.end();
  return result;
}

function end(span: Span, error?: unknown): void {
  if (error) {
    const code = (error as { code?: unknown }).code;
    span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', systemCode(code) ? String(code) : 'Error');
  }
  span.end();
}
