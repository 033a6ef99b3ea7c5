import type { MsgHdrs } from '@nats-io/transport-node';
import type { Headers } from '../broker/envelope.js';

const encoder = new TextEncoder();

/** Headers as NATS carries them. A line break in a value is refused. */
export function wireBytes(headers: Headers): Uint8Array {
  let text = 'NATS/1.0\r\n';
  for (const name in headers) text += `${wireName(name)}: ${oneLine(name, headers[name]!)}\r\n`;
  return encoder.encode(`${text}\r\n`);
}

/** Encoded headers as the client takes them: it asks nothing of a header object but to encode itself, and its own one costs more than the request. */
export function asHeaders(bytes: Uint8Array): MsgHdrs {
  return { encode: () => bytes } as unknown as MsgHdrs;
}

/** Headers as they came: the first value of each name, names in lower case. */
export function readHeaders(came: MsgHdrs | undefined): Headers {
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
