import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a model server that specs write says. */
export interface Script {
  /** The words of a clip; asked once for each, in their order. `body` is the request as it came. */
  hear?(body: Buffer): Promise<string> | string;
  /** The content of an answer, or what is done with the response instead. */
  write?(body: string, response: ServerResponse): unknown;
}

/** An OpenAI-compatible server in this process. */
export interface ModelServerFixture {
  readonly baseUrl: string;
  /** What it says next; can be changed at any time. */
  script: Script;
  /** Every request to the language model, as it came. */
  readonly read: string[];
  close(): Promise<void>;
}

/** Opens one on a free port. */
export async function openModelServer(script: Script): Promise<ModelServerFixture> {
  const server = createServer((request, response) => {
    answer(fixture, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const fixture: ModelServerFixture = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    script,
    read: [],
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return fixture;
}

async function answer(fixture: ModelServerFixture, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const body = Buffer.concat(pieces);
  const json = (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
  if (request.url?.endsWith('/audio/transcriptions')) return void json({ text: await fixture.script.hear?.(body), segments: [{ avg_logprob: -0.05 }] });
  fixture.read.push(body.toString('utf8'));
  const said = fixture.script.write?.(body.toString('utf8'), response);
  if (said === undefined) return;
  const content = typeof said === 'string' ? said : JSON.stringify(said);
  json({ choices: [{ message: { role: 'assistant', content } }] });
}
