import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EndpointSpeech } from './endpoint.speech.js';

type Answering = (request: IncomingMessage, body: Buffer, response: ServerResponse) => void;

let answering: Answering = (_request, _body, response) => response.end();
const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  answering(request, Buffer.concat(parts), response);
});
const json =
  (body: unknown): Answering =>
  (_request, _body, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));

let speech: EndpointSpeech;
const clip = { samples: new Float32Array(16_000), language: 'ru-RU' };
const never = new AbortController().signal;

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  speech = new EndpointSpeech({ model: 'any-model', baseUrl, apiKey: 'a-key', timeoutMs: 400 });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('a speech model behind an endpoint', () => {
  it('is sent the clip as a WAV file with its language, and gives words and how sure it is', async () => {
    let asked = '';
    answering = (request, body, response) => {
      asked = `${request.method} ${request.url} ${request.headers.authorization} ${body.toString('latin1')}`;
      json({ text: ' Добрый день. ', segments: [{ avg_logprob: -0.1 }, { avg_logprob: -0.3 }] })(request, body, response);
    };
    expect(await speech.transcribe(clip, never)).toEqual({ text: 'Добрый день.', confidence: Math.exp(-0.2) });
    for (const said of ['POST /v1/audio/transcriptions Bearer a-key', 'RIFF', 'any-model', '\r\nru\r\n']) expect(asked).toContain(said);
  });

  it.each<[string, Answering, string]>([
    ['hangs', () => undefined, 'SPEECH_UNREACHABLE'],
    ['fails', (_request, _body, response) => response.writeHead(500).end('no'), 'SPEECH_UNREACHABLE'],
    ['refuses the key', (_request, _body, response) => response.writeHead(401).end('{}'), 'SPEECH_UNREACHABLE'],
    [
      'breaks off',
      (_request, _body, response) => response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' }).end('{"text":"He'),
      'SPEECH_UNREACHABLE',
    ],
    ['answers another shape', json({ words: ['a'] }), 'SPEECH_WRONG_ANSWER'],
    ['answers no object', json(null), 'SPEECH_WRONG_ANSWER'],
    ['answers a novel for one second of speech', json({ text: 'word '.repeat(500) }), 'SPEECH_WRONG_ANSWER'],
    ['answers a number for text', json({ text: 7 }), 'SPEECH_WRONG_ANSWER'],
  ])('that %s is said to', async (_, behaviour, reason) => {
    answering = behaviour;
    await expect(speech.transcribe(clip, never)).rejects.toMatchObject({ code: 'unavailable', reason });
  });

  it('is left at once when nobody wants its words any more', async () => {
    answering = () => undefined;
    const leaving = new AbortController();
    const asked = speech.transcribe(clip, leaving.signal);
    setTimeout(() => leaving.abort(), 30);
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});
