import type { MsgHdrs } from '@nats-io/transport-node';
import type { Headers } from '../broker/envelope.js';

const encoder = new TextEncoder();

/** Headers as NATS carries them, written in one go: the client's own header object costs more than the request. A line break in a value is refused. */
export function wireHeaders(headers: Headers): MsgHdrs {
  return new LeanHeaders(headers) as unknown as MsgHdrs;
}

/** Headers as they came: the first value of each name, names in lower case. */
export function readHeaders(came: MsgHdrs | undefined): Headers {
  const headers: Record<string, string> = {};
  if (came) for (const [name, values] of came) headers[name.toLowerCase()] = values[0] ?? '';
  return headers;
}

/** The only thing that the client asks of the headers it is given is to encode themselves. */
class LeanHeaders {
  constructor(private readonly headers: Headers) {}

  encode(): Uint8Array {
    let text = 'NATS/1.0\r\n';
    for (const name in this.headers) text += `${wireName(name)}: ${oneLine(name, this.headers[name]!)}\r\n`;
    return encoder.encode(`${text}\r\n`);
  }
}

// The server knows its own headers in this spelling only.
function wireName(name: string): string {
  return name.startsWith('nats-') ? name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()) : name;
}

function oneLine(name: string, value: string): string {
  if (value.includes('\n') || value.includes('\r')) throw new Error(`header ${name} holds a line break`);
  return value;
}
