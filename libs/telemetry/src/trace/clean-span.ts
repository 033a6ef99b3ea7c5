import type { Attributes, Link } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { redacted } from '../form.js';
import { spanAttributes, statementAttribute } from './attributes.table.js';
import { statementText } from './statement.js';

/** `POST /v1/contacts`, `handle rapport.accounts.v1.ContactCreated`, `pg.query:SELECT rapport`: fixed words, no values. */
const nameForm = /^[A-Za-z][\w.-]*(?:[ :/][\w./:{}*-]+){0,3}$/;

/** The span as it may leave the process: declared attributes with values of the declared form, no events (they quote messages), no status text. */
export function cleanSpan(span: ReadableSpan): ReadableSpan {
  return {
    name: cleanName(span.name),
    kind: span.kind,
    spanContext: () => span.spanContext(),
    ...(span.parentSpanContext && { parentSpanContext: span.parentSpanContext }),
    startTime: span.startTime,
    endTime: span.endTime,
    status: { code: span.status.code },
    attributes: cleanAttributes(span.attributes),
    links: span.links.map(({ context }): Link => ({ context })),
    events: [],
    duration: span.duration,
    ended: span.ended,
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: span.droppedEventsCount + span.events.length,
    droppedLinksCount: span.droppedLinksCount,
  };
}

function cleanName(name: string): string {
  return name.length <= 160 && nameForm.test(name) && !/\d{5}/.test(name) ? name : redacted;
}

function cleanAttributes(attributes: Attributes): Attributes {
  const clean: Attributes = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (name === statementAttribute) clean[name] = statementText(String(value));
    else if (Object.hasOwn(spanAttributes, name) && value !== undefined) clean[name] = spanAttributes[name]!(value) ? value : redacted;
  }
  return clean;
}
