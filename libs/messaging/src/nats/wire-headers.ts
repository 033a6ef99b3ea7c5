import type { Msg, MsgHdrs } from '@nats-io/transport-node';
import type { Headers } from '../broker/envelope.js';

const start = 'NATS/1.0';

/** Headers as NATS carries them. A line break in a value is refused. */
export function wireBytes(headers: Headers): Uint8Array {
  let text = `${start}\r\n`;
  for (const name in headers) text += `${wireName(name)}: ${oneLine(name, headers[name]!)}\r\n`;
  return Buffer.from(`${text}\r\n`);
}

/** Encoded headers as the client takes them: it asks nothing of a header object but to encode itself, and its own one costs more than the request. */
export function asHeaders(bytes: Uint8Array): MsgHdrs {
  return { encode: () => bytes } as unknown as MsgHdrs;
}

/** The client's message knows the size of all of it, though its type does not say so. */
type Sized = Msg & { size?(): number };

/** Headers as they came: the first value of each name, names in lower case. */
export function readHeaders(message: Msg): Headers {
  const { data, subject, reply } = message;
  const length = ((message as Sized).size?.() ?? 0) - subject.length - (reply?.length ?? 0) - data.length;
  if (length <= 0 || data.byteOffset < length) return readSlowly(message);
  const text = Buffer.from(data.buffer, data.byteOffset - length, length).toString();
  return text.startsWith(start) ? parsed(text) : readSlowly(message);
}

// The client parses headers into an object of its own, which costs as much as the rest of a message; they lie before the data in the same bytes.
function parsed(text: string): Headers {
  const headers: Record<string, string> = {};
  for (let from = text.indexOf('\r\n') + 2; from < text.length - 2;) {
    const end = text.indexOf('\r\n', from);
    const colon = text.indexOf(':', from);
    const name = text.slice(from, colon).toLowerCase();
    headers[name] ??= text.slice(colon + 1, end).trim();
    from = end + 2;
  }
  return headers;
}

/** The same of a message that the client wrapped. */
export function readSlowly({ headers: came }: { readonly headers?: MsgHdrs | undefined }): Headers {
  const headers: Record<string, string> = {};
  if (came) for (const [name, values] of came) headers[name.toLowerCase()] = values[0] ?? '';
  return headers;
}

// The server knows its own headers in this spelling only.
function wireName(name: string): string {
  return name.startsWith('nats-') ? name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()) : name;
}

function oneLine(name: string, value: string): string {
  if (value.includes('\n') || value.includes('\r')) throw new Error(`header ${name} holds a line break`);
  return value;
}
