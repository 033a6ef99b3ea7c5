import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { connect } from '@nats-io/transport-node';
import { silentLog } from '@rapport/kernel';
import { NatsBroker, InProcessBroker, RapportServer, Serves, SignedAuthority, BrokerRpcCaller, rpcClient, OutboxPublisher } from '@rapport/messaging';
import { EchoService, EchoRequestSchema, EchoSchema } from '/work/main/libs/messaging/src/spec-contract/echo_pb.ts';
import { create, toBinary, fromBinary } from '@bufbuild/protobuf';
import net from 'node:net';
let writes = 0; const ow = net.Socket.prototype.write; net.Socket.prototype.write = function (...a) { writes++; return ow.apply(this, a); };
const URL_ = 'nats://127.0.0.1:14222';
const payload = 'x'.repeat(200);
class Api { async getEcho(call, { text }) { return { text, by: call.principal.id, tenant: call.tenant }; } async createEcho() { return {}; } async *watchEchoes() {} }
Serves(EchoService)(Api);
class Mod {}
Module({ controllers: [Api] })(Mod);
async function rate(n, width, body) {
  writes = 0; const t = performance.now(); const c = process.cpuUsage(); let i = 0;
  await Promise.all(Array.from({ length: width }, async () => { while (i < n) { i++; await body(); } }));
  const { user, system } = process.cpuUsage(c); rate.writes = writes / n; rate.cpu = ((user + system) / n).toFixed(1);
  return Math.round(n / (performance.now() - t) * 1000);
}
async function ours(broker, callBroker) {
  const authority = new SignedAuthority(new Uint8Array(32));
  const app = await NestFactory.createMicroservice(Mod, { strategy: new RapportServer(broker, { authority, log: silentLog }), logger: false });
  await app.listen();
  const echo = rpcClient(EchoService, new BrokerRpcCaller(callBroker, authority));
  const principal = { id: 'u1', tenant: 'acme', kind: 'person', roles: ['seller'], teams: [] };
  const trace = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };
  const call = () => ({ principal, locale: 'en', trace, deadline: new Date(Date.now() + 5000), signal: new AbortController().signal });
  return { app, body: () => echo.getEcho(call(), { text: payload }) };
}
const streams = [{ name: 'EVENTS_bench', subjects: ['event.rapport.bench.>'], keepMs: 3600000 }];
const N = Number(process.argv[2] ?? 20000);
const a = await connect({ servers: '127.0.0.1:14222' }); const b = await connect({ servers: '127.0.0.1:14222' });
const bytes = toBinary(EchoRequestSchema, create(EchoRequestSchema, { text: payload }));
b.subscribe('raw.echo', { queue: 'q', callback: (_, m) => { m.respond(m.data); } });
await b.flush();
const raw = () => a.request('raw.echo', bytes, { timeout: 5000 });
const sb = await NatsBroker.open({ url: URL_, name: 's', streams, log: silentLog });
const cb = await NatsBroker.open({ url: URL_, name: 'c', streams, log: silentLog });
const nat = await ours(sb, cb);
const ip = new InProcessBroker({ file: ':memory:', streams });
const inp = await ours(ip, ip);
if (process.env.PROF) { const { Session } = await import('node:inspector/promises'); const { writeFileSync, mkdirSync } = await import('node:fs'); const ses = new Session(); ses.connect(); await ses.post('Profiler.enable'); await ses.post('Profiler.setSamplingInterval', { interval: 200 });
 for (const k of process.env.PROF) { if (k === 'P') { await ses.post('Profiler.start'); continue; } const r = await rate(60000, 64, k === 'r' ? raw : nat.body); console.log(k, r, rate.cpu); }
 const { profile } = await ses.post('Profiler.stop'); mkdirSync('/tmp/bench/prof', { recursive: true }); writeFileSync('/tmp/bench/prof/a.cpuprofile', JSON.stringify(profile)); } else if (process.env.MIX) { for (const k of process.env.MIX) { const r = await rate(40000, 64, k === 'r' ? raw : nat.body); console.log(k, r, rate.cpu); } } else if (process.env.PAIRS) { for (const width of [1, 16, 64]) { const n = +(process.env.ROUND ?? 5000) / (width === 1 ? 4 : 1); const cpus = [], fcpus = [], ratios = [], raws = [], owns = []; for (let i = 0; i < 17; i++) { const f = await rate(n, width, raw); const fc = +rate.cpu; const o = await rate(n, width, nat.body); if (i > 4) { cpus.push(+rate.cpu); fcpus.push(fc); ratios.push(o / f); raws.push(f); owns.push(o); } } const med = (a) => a.sort((x, y) => x - y)[a.length >> 1]; console.log(`width ${width}: median raw ${med(raws)} ours ${med(owns)} ratio ${med(ratios).toFixed(2)} cpu raw ${med(fcpus)} ours ${med(cpus)}`); } } else if (process.env.ONLY) { for (let i=0;i<4;i++) { const r = await rate(N,64,process.env.ONLY==='nats'?nat.body:process.env.ONLY==='raw'?raw:inp.body); console.log(process.env.ONLY, r, rate.cpu, 'writes/op', rate.writes.toFixed(3));} } else for (const width of [1, 16, 64]) {
  const n = width === 1 ? N / 5 : N;
  for (let round = 0; round < 3; round++) {
    const floor = await rate(n, width, raw); const c1 = rate.cpu;
    const own = await rate(n, width, nat.body); const c2 = rate.cpu;
    const inner = await rate(n, width, inp.body); const c3 = rate.cpu;
    console.log(`cpu us/op: raw ${c1} ours ${c2} in-process ${c3}; width ${width}: raw ${floor}/s ours ${own}/s ratio ${(own / floor).toFixed(2)} in-process ${inner}/s`);
  }
}
if (process.argv[3]) {
for (const [name, broker] of [['nats', cb], ['in-process', ip]]) {
  let id = 0; const run = Date.now().toString(36);
  const pub = () => broker.publish({ id: `${run}-${++id}`, subject: 'event.rapport.bench.E', headers: { 'rapport-tenant': 'acme' }, data: bytes });
  console.log(name, 'publish at 64:', await rate(N, 64, pub), '/s');
  let got = 0; const t = performance.now();
  await new Promise(async (res) => { await broker.consume({ name: `bench-${run}`, subject: 'event.rapport.bench.E', window: 256, ackWaitMs: 30000 }, async () => { if (++got === N) res(undefined); return { kind: 'done' }; }); });
  console.log(name, 'consume:', Math.round(N / (performance.now() - t) * 1000), '/s');
}
}
await nat.app.close(); await inp.app.close(); await sb.drain(); await cb.drain(); await ip.drain(); await a.close(); await b.close();
