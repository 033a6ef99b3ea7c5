import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { connect } from '@nats-io/transport-node';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { SearchService, SuggestRequestSchema, SuggestResponseSchema } from '@rapport/contracts';
import { silentLog } from '@rapport/kernel';
import { BrokerRpcCaller, InProcessBroker, NatsBroker, RapportServer, rpcClient, Serves, SignedAuthority } from '@rapport/messaging';
import { seller } from './house.mjs';
import { forMs, inTurns } from './pace.mjs';
import { median } from './statistics.mjs';

const widths = [1, 16, 64];
const ms = 1500;
const request = { typed: 'мар', nouns: ['contact'], limit: 10 };
const answer = {
  suggestions: Array.from({ length: 3 }, (_, at) => ({
    noun: 'contact',
    id: `01900000-0000-7000-8000-00000000000${at}`,
    title: 'Марков Роман',
    hint: 'roman@bench.example',
  })),
};

/** As a front door makes it for each request. @returns {import('@rapport/messaging').OutgoingCall} */
const outgoing = () => ({ principal: seller, locale: 'en', trace: {}, deadline: new Date(Date.now() + 5000), signal: new AbortController().signal });

class SearchDoor {
  async suggest() {
    return answer;
  }
}
Serves(SearchService)(SearchDoor);
class Door {}
Module({ controllers: [SearchDoor] })(Door);

/** A typed call to another service with all that stands around it, against a raw request of the same bytes. @type {import('./run.mjs').Bench} */
export async function rpc({ say, rounds }) {
  const url = process.env['NATS_URL'];
  const [serving, calling] = url ? [await natsBroker(url), await natsBroker(url)] : sameTwice(new InProcessBroker({ file: ':memory:', streams: [] }));
  const authority = new SignedAuthority(new Uint8Array(32));
  const app = await NestFactory.createMicroservice(Door, { strategy: new RapportServer(serving, { authority, log: silentLog }), logger: false });
  await app.listen();
  const search = rpcClient(SearchService, new BrokerRpcCaller(calling, authority));
  const raw = url ? await rawNats(url) : rawMemory();
  const rows = [];
  for (const width of widths) {
    const sides = await inTurns({
      rounds,
      say: (words) => say(`${width} at once, ${words}`),
      ours: async () => (await forMs({ width, ms }, () => search.suggest(outgoing(), request))).perSecond,
      floor: async () => (await forMs({ width, ms }, raw.ask)).perSecond,
    });
    rows.push({ id: `rpc-${width}`, unit: 'calls/s', ours: median(sides.ours), floor: median(sides.floor), goal: url ? { ratioAtLeast: 0.7 } : {} });
  }
  await app.close();
  await raw.close();
  for (const broker of new Set([serving, calling])) await broker.drain();
  return rows;
}

/** @param {string} url */
const natsBroker = (url) => NatsBroker.open({ url, name: 'bench', streams: [], log: silentLog });

/** @template T @param {T} one @returns {[T, T]} */
const sameTwice = (one) => [one, one];

const [requestBytes, answerBytes] = [
  toBinary(SuggestRequestSchema, create(SuggestRequestSchema, request)),
  toBinary(SuggestResponseSchema, create(SuggestResponseSchema, answer)),
];

/** nats.js over two connections, as ours has. @param {string} servers */
async function rawNats(servers) {
  const [serving, calling] = [await connect({ servers }), await connect({ servers })];
  serving.subscribe('bench.raw.suggest', { queue: 'bench', callback: (_, message) => void message.respond(answerBytes) });
  await serving.flush();
  return {
    ask: () => calling.request('bench.raw.suggest', requestBytes, { timeout: 5000 }),
    close: async () => void (await Promise.all([serving.drain(), calling.drain()])),
  };
}

/** What is left when there is no broker: the messages encoded and decoded, in another turn of the loop each way. */
function rawMemory() {
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const ask = async () => {
    const sent = toBinary(SuggestRequestSchema, create(SuggestRequestSchema, request));
    await turn();
    fromBinary(SuggestRequestSchema, sent);
    const replied = toBinary(SuggestResponseSchema, create(SuggestResponseSchema, answer));
    await turn();
    return fromBinary(SuggestResponseSchema, replied);
  };
  return { ask, close: async () => undefined };
}
