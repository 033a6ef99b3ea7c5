/** What came back from the front door. `json` is the body when it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
}

/** A JSON document that a spec looks into by its names. */
export interface Json {
  readonly [name: string]: Json;
}

/** The items of a list in such a document; none when there is no list. */
export function items(list: Json | undefined): readonly Json[] {
  return Array.isArray(list) ? (list as readonly Json[]) : [];
}

/** What is asked beside method and path. A `body` that is text or bytes goes out as it is. */
export interface Asking {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One caller at the front door. */
export interface Caller {
  get(path: string, asking?: Asking): Promise<Answer>;
  post(path: string, body: unknown, asking?: Asking): Promise<Answer>;
  ask(method: string, path: string, asking?: Asking): Promise<Answer>;
}

/** A caller whose every request carries these headers; those of a write may depend on more. */
export function callerAt(url: string, headersOf: (method: string) => Readonly<Record<string, string>>): Caller {
  const ask = async (method: string, path: string, { body, headers = {} }: Asking = {}): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headersOf(method), ...headers },
      ...(body === undefined ? {} : { body: asBody(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: asJson(response, text) };
  };
  return { ask, get: (path, asking) => ask('GET', path, asking), post: (path, body, asking) => ask('POST', path, { ...asking, body }) };
}

function asBody(body: unknown): string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body);
}

function asJson(response: Response, text: string): Json {
  return (/json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : {}) as Json;
}
