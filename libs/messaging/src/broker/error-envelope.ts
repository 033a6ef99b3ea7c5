import { AppError, errorCodes, toAppError, type ErrorCode, type ErrorDetails, type Reason } from '@rapport/kernel';
import { header, type Envelope } from './envelope.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** An error as the message that carries it: code, reason and details, never the cause. */
export function errorEnvelope(thrown: unknown): Envelope {
  const { code, reason, details } = toAppError(thrown);
  return { subject: '', headers: { [header.error]: '1' }, data: encoder.encode(JSON.stringify({ code, reason, details })) };
}

/** The error that a message carries, or nothing. */
export function errorOf(message: Envelope): AppError | undefined {
  if (message.headers[header.error] === undefined) return undefined;
  const told = JSON.parse(decoder.decode(message.data)) as { code: ErrorCode; reason: Reason; details?: ErrorDetails };
  return errorCodes.includes(told.code) ? new AppError(told.code, told.reason, told.details) : new AppError('internal', 'INTERNAL');
}
