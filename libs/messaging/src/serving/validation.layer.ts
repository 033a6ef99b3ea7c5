import { fromBinary, type DescMessage, type Message } from '@bufbuild/protobuf';
import { validate } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import type { Layer } from './serving-call.js';

/** The request as its contract wants it: decoded, normalised, and refused with all that is wrong with it. */
export const validation =
  (region?: string): Layer =>
  (call, next) => {
    const { method, writes } = call.rpc;
    const request = decode(method.input, call.message.data);
    const violations = validate(method.input, request, region ? { write: writes, region } : { write: writes });
    if (violations.length > 0) throw new AppError('invalid', 'INVALID_REQUEST', { violations });
    call.request = request;
    return next();
  };

function decode(desc: DescMessage, data: Uint8Array): Message {
  try {
    return fromBinary(desc, data);
  } catch (cause) {
    throw new AppError('invalid', 'INVALID_REQUEST', {}, { cause });
  }
}
