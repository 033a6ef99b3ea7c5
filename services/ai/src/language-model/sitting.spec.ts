import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@rapport/kernel';
import { Circuit } from './circuit.js';
import { EndpointLanguageModel } from './endpoint.language-model.js';
import { InstalledModel } from './installed-model.js';
import { Writer } from './writer.js';

const clock = new FixedClock();
const nobody = { people: [], organisations: [] };
const never = new AbortController().signal;
const patienceMs = 1500;
/** One question alone may take longer than this: only the patience of the whole piece of work is so short. */
const givenUpMs = 15_000;
let behave: (response: ServerResponse) => void;
let asked = 0;
let server: ReturnType<typeof createServer>;
let writer: Writer;

const hangs = () => undefined;
const answers = (response: ServerResponse) => {
  const content = JSON.stringify('yes');
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ choices: [{ message: { content } }] }));
};
const slowly = (response: ServerResponse) => void setTimeout(() => answers(response), 250);

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    request.resume().on('end', () => behave(response));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
beforeEach(() => {
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const model = new EndpointLanguageModel({ model: 'm', baseUrl, timeoutMs: 30_000 });
  writer = new Writer(new InstalledModel(model, patienceMs, new Circuit(clock)));
  asked = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Asks so many times in one sitting: what was answered, how long it took, and whether the model was given up. */
async function sit(questions: number) {
  const sitting = writer.sitting(nobody, never);
  const began = performance.now();
  const answered = [];
  for (let at = 0; at < questions; at += 1) answered.push(await sitting.ask({ task: 't', material: at, schema: {} }, (answer) => answer));
  return { answered: answered.filter(Boolean).length, isOver: sitting.isOver, tookMs: performance.now() - began };
}

describe('a piece of work that asks a model many times', () => {
  it('waits for one that hangs no longer than its patience in all, and says that it was given up', async () => {
    behave = hangs;
    const { answered, isOver, tookMs } = await sit(12);
    expect({ answered, isOver, asked }).toEqual({ answered: 0, isOver: true, asked: 1 });
    expect(tookMs).toBeLessThan(givenUpMs);
  });

  it('is cut short in the middle by one that answers ever so slowly', async () => {
    behave = slowly;
    const { answered, isOver, tookMs } = await sit(12);
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThan(12);
    expect(isOver).toBe(true);
    expect(tookMs).toBeLessThan(givenUpMs);
  });

  it('is answered to its end by one that answers', async () => {
    behave = answers;
    expect(await sit(12)).toMatchObject({ answered: 12, isOver: false });
  });

  it('passes a cancelling on at once', async () => {
    behave = hangs;
    const leaving = new AbortController();
    const waited = writer.write({ task: 't', material: {}, schema: {} }, nobody, leaving.signal, (answer) => answer);
    setTimeout(() => leaving.abort(), 50);
    await expect(waited).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a model that was silent twice', () => {
  it('is left alone for a minute, then tried by one alone, and by all when it answers again', async () => {
    behave = hangs;
    for (const _ of [1, 2]) expect(await sit(1)).toMatchObject({ isOver: true });
    const tried = asked;
    expect(await sit(3)).toMatchObject({ answered: 0, isOver: true });
    expect(asked).toBe(tried);

    clock.advance(60_001);
    behave = slowly;
    const both = await Promise.all([sit(1), sit(1)]);
    expect(both.map(({ answered }) => answered)).toEqual([1, 0]);
    expect(await sit(1)).toMatchObject({ answered: 1, isOver: false });
  });
});
