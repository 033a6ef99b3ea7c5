// The typed call with all that stands around it, caller and server in this process as in `npm start`, over a connection each.
import { randomBytes } from 'node:crypto';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { SearchService } from '@rapport/contracts';
import { silentLog } from '@rapport/kernel';
import { BrokerRpcCaller, InProcessBroker, NatsBroker, RapportServer, rpcClient, Serves, SignedAuthority } from '@rapport/messaging';
import { seller } from './house.mjs';
import { answer, request } from './rpc.contract.mjs';
import { takeTurns } from './side.mjs';

class SearchDoor {
  async suggest() {
    return answer;
  }
}
Serves(SearchService)(SearchDoor);
class Door {}
Module({ controllers: [SearchDoor] })(Door);

/** @param {string} url */
const natsBroker = (url) => NatsBroker.open({ url, name: 'bench', streams: [], log: silentLog });
/** @template T @param {T} one @returns {[T, T]} */
const sameTwice = (one) => [one, one];

const url = process.env['NATS_URL'];
const [serving, calling] = url ? [await natsBroker(url), await natsBroker(url)] : sameTwice(new InProcessBroker({ file: ':memory:', streams: [] }));
const authority = new SignedAuthority(new Uint8Array(32));
const app = await NestFactory.createMicroservice(Door, { strategy: new RapportServer(serving, { authority, log: silentLog }), logger: false });
await app.listen();
const search = rpcClient(SearchService, new BrokerRpcCaller(calling, authority));

/** What a front door has of each request before it calls anybody: its trace, one in twenty of them kept, and a signal for when the client leaves. */
const doors = Array.from({ length: 1000 }, (_, at) => ({
  trace: { traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-0${at % 20 ? 0 : 1}` },
  signal: new AbortController().signal,
}));
let calls = 0;

/** @returns {import('@rapport/messaging').OutgoingCall} */
const outgoing = () => ({
  .../** @type {(typeof doors)[number]} */ (doors[(calls += 1) % doors.length]),
  principal: seller,
  locale: 'en',
  deadline: new Date(Date.now() + 5000),
});

takeTurns(
  () => search.suggest(outgoing(), request),
  async () => {
    await app.close();
    for (const broker of new Set([serving, calling])) await broker.drain();
  },
);
