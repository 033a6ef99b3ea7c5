import { AppError } from '@rapport/kernel';
import type { Layer } from './serving-call.js';

/** The rpc's permission must be held by one of the principal's roles; how far it reaches among records is the handler's to ask. */
export const authorise: Layer = (call, next) => {
  const { permission } = call.rpc;
  if (!call.context?.rights.scope(permission)) throw new AppError('forbidden', 'FORBIDDEN', { params: { permission } });
  return next();
};
