/** More than any answer that was asked for: vectors of a long article. */
const most = 64 * 1024 * 1024;
/** What a server says of when to come again is not obeyed: jobs have a rhythm of their own, and people do not wait an hour. What it says of its encoding is done with. */
const dropped = ['retry-after', 'retry-after-ms', 'content-encoding', 'content-length'];

/** Asks a server that may be anything: an answer is whole within the time, is of a bounded size and comes from where it was asked, or it is a failure. */
export function boundedFetch(timeoutMs: number): typeof fetch {
  return async (input, init) => {
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(init?.signal ? [init.signal] : [])]);
    const response = await fetch(input, { ...(await withWholeForm(init)), signal, redirect: 'error' });
    const body = await wholeOf(response);
    const headers = new Headers(response.headers);
    for (const name of dropped) headers.delete(name);
    return new Response(body.length > 0 ? body : null, { status: response.status, headers });
  };
}

/** A form leaves in one piece: one that is still being read when its server hangs up throws where nobody catches. */
async function withWholeForm(init: RequestInit = {}): Promise<RequestInit> {
  if (!(init.body instanceof FormData)) return init;
  const form = new Response(init.body);
  const headers = new Headers(init.headers);
  headers.set('content-type', form.headers.get('content-type') ?? '');
  return { ...init, headers, body: await form.arrayBuffer() };
}

async function wholeOf({ body }: Response): Promise<Buffer<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body ?? []) {
    size += piece.length;
    if (size > most) throw new Error('The answer is longer than any that was asked for');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
