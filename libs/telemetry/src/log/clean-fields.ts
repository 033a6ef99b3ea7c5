import type { LogFields } from '@rapport/kernel';
import { redacted } from '../form.js';
import { logFields } from './log-fields.table.js';

/** What of the fields may be printed: declared names whose values have the declared form. `undeclared` counts the others, whose names are not shown either. */
export function cleanFields(fields: LogFields | undefined): Record<string, unknown> {
  const clean: Record<string, unknown> = {};
  let undeclared = 0;
  for (const [name, value] of Object.entries(fields ?? {})) {
    const form = Object.hasOwn(logFields, name) ? logFields[name] : undefined;
    if (!form) undeclared += 1;
    else if (value !== undefined) clean[name] = form(value) ? value : redacted;
  }
  if (undeclared > 0) clean['undeclared'] = undeclared;
  return clean;
}

const eventForm = /^[a-z]+(-[a-z]+){0,7}$/;

/** The event's name, unless it is not a fixed name in kebab-case: letters only, so that no value fits in by a template. */
export function cleanEvent(event: string): string {
  return event.length <= 60 && eventForm.test(event) ? event : redacted;
}
