let last: string | undefined;

/** Keeps the trace id of the newest answer, for what goes wrong in the page afterwards. */
export function keepTrace({ headers }: Response): void {
  last = headers.get('x-request-id') ?? last;
}

/** The trace id of the newest answer: where to look when a page fails that has none of its own. */
export function lastTrace(): string | undefined {
  return last;
}
