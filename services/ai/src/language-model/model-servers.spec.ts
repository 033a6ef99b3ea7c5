import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { EndpointEmbedder } from '../embedding/endpoint.embedder.js';
import { EndpointSpeech } from '../speech/endpoint.speech.js';
import { EndpointLanguageModel } from './endpoint.language-model.js';

type Behaviour = (response: ServerResponse) => void;

let behave: Behaviour;
let elsewhere = 0;
const server = createServer((request, response) => {
  if (request.url?.startsWith('/elsewhere')) elsewhere += 1;
  request.resume().on('end', () => behave(response));
});
const never = new AbortController().signal;
const timeoutMs = 400;

/** Whatever is asked of a server that may be anything. */
const adapters = [
  {
    name: 'a language model',
    ask: (serverUrl: string, signal: AbortSignal) =>
      new EndpointLanguageModel({ model: 'm', baseUrl: serverUrl, timeoutMs }).ask({ task: 't', material: {}, schema: {} }, signal),
  },
  {
    name: 'an embedding model',
    ask: (serverUrl: string, signal: AbortSignal) => new EndpointEmbedder({ model: 'm', baseUrl: serverUrl, timeoutMs }, 3).embed(['a', 'b'], signal),
  },
  {
    name: 'a speech model',
    ask: (serverUrl: string, signal: AbortSignal) =>
      new EndpointSpeech({ model: 'm', baseUrl: serverUrl, timeoutMs }).transcribe({ samples: new Float32Array(1600), language: 'ru' }, signal),
  },
] as const;

const begin = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'application/json' });
const json =
  (body: unknown): Behaviour =>
  (response) =>
    begin(response).end(JSON.stringify(body));

/** What any of them may do. None of it may be taken for an answer, hold anybody for long, or be heard of as anything but “not now”. */
const misbehaviours: readonly (readonly [string, Behaviour])[] = [
  ['never answers', () => undefined],
  ['begins to answer and stalls', (response) => void begin(response).write('{"choices":[{"mess')],
  ['sends half an answer and hangs up', (response) => void begin(response).write('{"data":[', () => response.destroy())],
  ['drips for ever', (response) => drip(response)],
  ['sends more than anybody asked for', (response) => flood(response)],
  ['fails', (response) => void response.writeHead(500).end('no')],
  ['is busy', (response) => void response.writeHead(429, { 'retry-after': '3600' }).end('{}')],
  ['refuses the key', (response) => void response.writeHead(401).end('{}')],
  ['sends one elsewhere', (response) => void response.writeHead(307, { location: '/elsewhere' }).end()],
  ['is a web page', (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>')],
  ['answers nothing', (response) => void begin(response).end()],
  ['answers null', json(null)],
  ['answers a list', json([1, 2])],
  ['answers another shape', json({ result: 'ok' })],
  ['answers numbers for texts', json({ choices: [{ message: { content: 7 } }], data: [{ embedding: 7 }], text: 7 })],
];

function drip(response: ServerResponse): void {
  begin(response);
  const dripping = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(dripping));
}

function flood(response: ServerResponse): void {
  begin(response);
  const piece = Buffer.alloc(1 << 20, ' ');
  const pour = () => {
    while (!response.destroyed && response.write(piece));
  };
  response.on('drain', pour);
  pour();
}

let address = '';
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterEach(() => server.closeAllConnections());
afterAll(() => void server.close());

describe.each(adapters)('$name that', ({ ask }) => {
  it.each(misbehaviours)('%s is not there for now', async (_what, behaviour) => {
    behave = behaviour;
    elsewhere = 0;
    const began = performance.now();
    await expect(ask(address, never)).rejects.toMatchObject({ code: 'unavailable' });
    // Twice its patience and the pause between.
    expect(performance.now() - began).toBeLessThan(timeoutMs * 2 + 4000);
    expect(elsewhere).toBe(0);
  });

  it('is no longer wanted is left at once, also in the middle of its answer', async () => {
    for (const behaviour of [() => undefined, (response: ServerResponse) => void begin(response).write('{')]) {
      behave = behaviour;
      const leaving = new AbortController();
      const asked = ask(address, leaving.signal);
      setTimeout(() => leaving.abort(), 60);
      await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    }
  });
});

describe('vectors', () => {
  const vectors = (...data: unknown[]) => json({ data: data.map((embedding, index) => ({ embedding, index })) });

  it.each<[string, Behaviour]>([
    ['of another length', vectors([1, 2, 3], [1, 2])],
    ['longer than was said', vectors([1, 2, 3, 4], [1, 2, 3, 4])],
    ['fewer than texts', vectors([1, 2, 3])],
    ['more than texts', vectors([1, 2, 3], [1, 2, 3], [1, 2, 3])],
    ['with what is no number', vectors([1, 2, '3'], [1, 2, 3])],
    ['with nothing in them', vectors([0, 0, 0], [1, 2, 3])],
    ['as base64', vectors('AAAA', 'AAAA')],
  ])('%s are refused', async (_what, behaviour) => {
    behave = behaviour;
    await expect(adapters[1].ask(address, never)).rejects.toMatchObject({ code: 'unavailable', reason: 'MODEL_WRONG_ANSWER' });
  });

  it('come back in the order of their texts, whatever the order of the answer', async () => {
    behave = json({
      data: [
        { index: 1, embedding: [0, 1, 0] },
        { index: 0, embedding: [1, 0, 0] },
      ],
    });
    expect(await adapters[1].ask(address, never)).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ]);
  });
});
