/** One wrong place in a request, as a problem document says it. */
export interface FieldProblem {
  /** RFC 6901 pointer into the body, `?name` for the query, `{name}` for the path. */
  readonly pointer: string;
  readonly reason: string;
  /** For people, in the caller's language. */
  readonly detail: string;
}

/** An RFC 9457 problem document of this API. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly reason: string;
  readonly detail?: string;
  readonly trace_id?: string;
  readonly errors?: readonly FieldProblem[];
  readonly existing?: { readonly noun: string; readonly id: string; readonly field: string };
  readonly current?: unknown;
  readonly attempted?: unknown;
  readonly original?: unknown;
}

/** The API refused. `problem.reason` is for programs, `problem.detail` for people. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  /** `retryAfterMs` is what the server asked to wait; nothing when it did not say. */
  constructor(
    readonly problem: ProblemDocument,
    readonly retryAfterMs?: number,
  ) {
    super(`${problem.status} ${problem.reason}: ${problem.detail ?? problem.title}`);
  }

  get status(): number {
    return this.problem.status;
  }

  get reason(): string {
    return this.problem.reason;
  }

  /** What is wrong in the request, each with its place; empty when that is not the trouble. */
  get errors(): readonly FieldProblem[] {
    return this.problem.errors ?? [];
  }
}

/** The refusal in an answer that was not 2xx; an answer that is no problem document (a proxy's page) becomes one. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterMs = Number.isNaN(seconds) ? undefined : seconds * 1000;
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  const stranger = { type: 'about:blank', title: response.statusText || 'No answer', status: response.status, reason: 'NO_PROBLEM_DOCUMENT' };
  if (!isProblem) {
    await response.body?.cancel();
    return new ProblemError(stranger, retryAfterMs);
  }
  const problem = (await response.json().catch(() => stranger)) as ProblemDocument;
  return new ProblemError(problem, retryAfterMs);
}
