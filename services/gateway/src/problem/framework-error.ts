import { unsupported } from '../server/bodies.js';
import { AppError, toAppError } from '@rapport/kernel';

/** What a failure of Fastify itself (a body too large, a bad address) is in our words; anything else is as `toAppError` says. */
export function fromFramework(thrown: unknown, maxBodyBytes: number): AppError {
  if (thrown instanceof AppError) return thrown;
  switch (codeOf(thrown)) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new AppError('too_large', 'BODY_TOO_LARGE', { params: { max: maxBodyBytes } });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_EMPTY_TYPE':
    case 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE':
      return unsupported('application/json');
    case 'FST_ERR_BAD_URL':
    case 'ERR_INVALID_URL':
      return new AppError('invalid', 'INVALID_FORMAT', { params: { expected: 'percent-encoded UTF-8 in the address' } });
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new AppError('invalid', 'INVALID_REQUEST');
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new AppError('not_found', 'ROUTE_NOT_FOUND');
    default:
      return toAppError(thrown);
  }
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}
