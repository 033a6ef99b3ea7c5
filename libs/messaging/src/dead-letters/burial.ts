import { createHash } from 'node:crypto';
import { AppError, toAppError } from '@rapport/kernel';
import type { Broker, Delivery } from '../broker/broker.js';
import { header, type Headers } from '../broker/envelope.js';

/** Lays a delivery that a consumer gave up on into the stream of dead letters. Resolves once it is kept there; twice the same is once. */
export async function bury(broker: Broker, consumer: string, delivery: Delivery, reason: string): Promise<void> {
  const eventId = eventIdOf(delivery);
  const { [header.messageId]: _, ...headers } = delivery.headers;
  const about: Headers = {
    ...headers,
    [header.eventId]: eventId,
    [header.deadConsumer]: consumer,
    [header.deadSubject]: delivery.subject,
    [header.deadReason]: reason,
    [header.deadAttempts]: String(delivery.attempt),
    [header.deadAt]: new Date().toISOString(),
    [header.deadHash]: createHash('sha256').update(delivery.data).digest('hex'),
  };
  const id = `${consumer}~${eventId}~${delivery.headers[header.replays] ?? '0'}`;
  await broker.publish({ id, subject: `dead.${consumer}`, headers: about, data: delivery.data });
}

/** The event's id, also where the message is a replay of it. */
export function eventIdOf(delivery: Delivery): string {
  return delivery.headers[header.eventId] ?? delivery.id;
}

/** Why somebody gave up, in words that cannot quote data: code, reason and the class of the cause. */
export function reasonOf(thrown: unknown): string {
  const { code, reason, cause } = toAppError(thrown);
  const kind = cause instanceof Error && !(cause instanceof AppError) ? ` ${cause.name.replace(/[^\w.]/g, '')}` : '';
  return `${code} ${reason}${kind}`;
}
