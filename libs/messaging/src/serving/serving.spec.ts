import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { INestMicroservice } from '@nestjs/common';
import { AppError, silentLog, type CallContext, type Principal, type TenantId, type UserId } from '@rapport/kernel';
import { BrokerRpcCaller, type OutgoingCall } from '../calling/rpc.caller.js';
import { rpcClient, type RpcClient } from '../calling/rpc.client.js';
import { InProcessBroker } from '../in-process/in-process.broker.js';
import { EchoService, type EchoRequest } from '../spec-contract/echo_pb.js';
import { RapportServer } from './rapport.server.js';
import { Serves } from './serves.decorator.js';
import type { Serving } from './serving.type.js';
import { SignedAuthority } from './signed-authority.js';

const seller: Principal = { id: 'u1' as UserId, tenant: 'acme' as TenantId, kind: 'person', roles: ['seller'], teams: [] };
const nobody: Principal = { ...seller, roles: [] };
const stopped: string[] = [];

@Serves(EchoService)
class EchoApi implements Serving<typeof EchoService> {
  async getEcho(call: CallContext, { text }: EchoRequest) {
    if (text === 'broken') throw new TypeError('secret of the handler');
    if (text === 'gone') throw new AppError('not_found', 'NOT_FOUND', { params: { noun: 'echo' } });
    if (text === 'slow') await new Promise((resolve) => call.signal.addEventListener('abort', resolve));
    return { text, by: call.principal.id, tenant: call.tenant };
  }

  async createEcho(call: CallContext, { text }: EchoRequest) {
    call.notes.created = true;
    return { text: `${text} ${call.command?.key ?? ''}`, by: Buffer.from(call.command?.fingerprint ?? []).toString('hex') };
  }

  async *watchEchoes(call: CallContext, { text, times }: EchoRequest) {
    try {
      for (let n = 1; n <= times; n++) yield { text: `${text} ${n}` };
      if (text === 'broken') throw new AppError('conflict', 'JOB_NOT_CANCELLABLE');
    } finally {
      stopped.push(call.name);
    }
  }
}

@Module({ controllers: [EchoApi] })
class EchoModule {}

describe('a class that serves a contract', () => {
  let broker: InProcessBroker;
  let app: INestMicroservice;
  let caller: BrokerRpcCaller;
  let echo: RpcClient<typeof EchoService>;

  beforeEach(async () => {
    const authority = new SignedAuthority(new Uint8Array(32).fill(7));
    broker = new InProcessBroker({ file: ':memory:', streams: [] });
    app = await NestFactory.createMicroservice(EchoModule, { strategy: new RapportServer(broker, { authority, log: silentLog }), logger: false });
    await app.listen();
    caller = new BrokerRpcCaller(broker, authority);
    echo = rpcClient(EchoService, caller);
    stopped.length = 0;
  });

  afterEach(async () => {
    await app.close();
    await broker.drain();
  });

  const call = (about: Partial<OutgoingCall> = {}): OutgoingCall => ({
    principal: seller,
    locale: 'en',
    trace: {},
    deadline: new Date(Date.now() + 2000),
    signal: new AbortController().signal,
    ...about,
  });

  it('answers a call as its principal, within its tenant', async () => {
    expect(await echo.getEcho(call(), { text: 'hello' })).toMatchObject({ text: 'hello', by: 'u1', tenant: 'acme' });
  });

  it('refuses who does not hold the permission, before the handler', async () => {
    await expect(echo.getEcho(call({ principal: nobody }), { text: 'hello' })).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'FORBIDDEN',
      details: { params: { permission: 'contacts.read' } },
    });
  });

  it('refuses a principal signed with another key', async () => {
    const forged = rpcClient(EchoService, new BrokerRpcCaller(broker, new SignedAuthority(new Uint8Array(32).fill(8))));
    await expect(forged.getEcho(call(), { text: 'hello' })).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('refuses what the contract does not allow, naming the place', async () => {
    await expect(echo.getEcho(call(), { text: '' })).rejects.toMatchObject({
      code: 'invalid',
      details: { violations: [{ pointer: '/text', reason: 'REQUIRED' }] },
    });
  });

  it('tells the errors of a handler and hides what it did not mean to say', async () => {
    await expect(echo.getEcho(call(), { text: 'gone' })).rejects.toMatchObject({
      code: 'not_found',
      reason: 'NOT_FOUND',
      details: { params: { noun: 'echo' } },
    });
    const hidden = await echo.getEcho(call(), { text: 'broken' }).catch((error: unknown) => error);
    expect(hidden).toMatchObject({ code: 'internal', reason: 'INTERNAL' });
    expect(String(hidden)).not.toContain('secret');
  });

  it('stops at the deadline on both sides', async () => {
    await expect(echo.getEcho(call({ deadline: new Date(Date.now() + 50) }), { text: 'slow' })).rejects.toMatchObject({ code: 'deadline' });
  });

  it('carries the key with a fingerprint of the request, and the notes back', async () => {
    const method = EchoService.method.createEcho;
    const ask = (text: string) =>
      caller.unary(method, { $typeName: 'rapport.echo.v1.EchoRequest', text, times: 0 } as EchoRequest, call({ idempotencyKey: 'k-1' }));
    const [one, same, other] = await Promise.all([ask('a'), ask('a'), ask('b')]);
    expect(one.notes).toEqual({ created: true });
    expect(one.answer).toMatchObject({ text: 'a k-1', by: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(same.answer).toEqual(one.answer);
    expect((other.answer as unknown as { by: string }).by).not.toBe((one.answer as unknown as { by: string }).by);
  });

  it('streams answers in order, and an error at the end of them', async () => {
    const said: string[] = [];
    const listen = async () => {
      for await (const { text } of echo.watchEchoes(call(), { text: 'broken', times: 3 })) said.push(text);
    };
    await expect(listen()).rejects.toMatchObject({ code: 'conflict', reason: 'JOB_NOT_CANCELLABLE' });
    expect(said).toEqual(['broken 1', 'broken 2', 'broken 3']);
  });

  it('stops a handler whose listener left', async () => {
    for await (const { text } of echo.watchEchoes(call(), { text: 'on', times: 1e9 })) if (text === 'on 5') break;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(stopped).toEqual(['rapport.echo.v1.EchoService/WatchEchoes']);
  });
});
