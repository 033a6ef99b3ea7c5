import { create, toBinary, type DescMessage, type MessageInitShape } from '@bufbuild/protobuf';
import { eventRuleOf } from '@rapport/contracts';
import type { About } from './tx.js';

/** An event that waits for the commit. */
export interface SaidEvent {
  readonly aggregatetype: string;
  readonly aggregateid: string;
  readonly type: string;
  readonly payload: Uint8Array;
  readonly about: About;
}

/** The event as it will be stored. Throws for a message that is no event, or one that does not say which record it is about. */
export function saidEvent<Event extends DescMessage>(event: Event, facts: MessageInitShape<Event>, about: About = {}): SaidEvent {
  const rule = eventRuleOf(event);
  const field = event.fields.find((f) => f.name === rule?.idField);
  if (!rule || !field) throw new Error(`${event.typeName} is not an event`);
  const message = create(event, facts);
  const aggregateid = (message as unknown as Record<string, unknown>)[field.localName];
  if (typeof aggregateid !== 'string' || aggregateid === '') throw new Error(`${event.typeName} was said without its ${field.name}`);
  return { aggregatetype: rule.aggregate, aggregateid, type: event.typeName, payload: toBinary(event, message), about };
}
