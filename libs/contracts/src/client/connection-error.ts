/** The API could not be reached, or the line broke before its answer: a write may have happened. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';

  constructor(cause: unknown) {
    super('The API could not be reached.', { cause });
  }
}
