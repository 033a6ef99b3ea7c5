import { readPrincipal, rightsOf, signPrincipal } from '@rapport/auth';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ContactService, events } from '@rapport/contracts';
import { silentLog, SystemClock } from '@rapport/kernel';
import { BrokerRpcCaller, InProcessBroker, RapportServer, Serves, streamsOf, type Authority, type Serving } from '@rapport/messaging';

const key = new Uint8Array(32).fill(7);
const authority: Authority = {
  sign: (principal, subject) => signPrincipal(key, principal, subject, new Date(Date.now() + 60_000)),
  read: (signed, subject) => readPrincipal(key, signed ?? '', subject, new SystemClock()),
  rights: rightsOf,
};

type Contacts = Serving<typeof ContactService>;

/** A service of contacts behind the real broker and the real serving chain; what each rpc does is the spec's to say. */
export async function serveContacts(handlers: Partial<Contacts>) {
  const broker = new InProcessBroker({ file: ':memory:', streams: streamsOf(events) });
  const app = await NestFactory.createMicroservice(moduleOf(handlers), { strategy: new RapportServer(broker, { authority, log: silentLog }), logger: false });
  await app.listen();
  const close = async () => {
    await app.close();
    await broker.drain();
  };
  return { broker, rpc: new BrokerRpcCaller(broker, authority), close };
}

/** The contract may gain rpcs that no spec here is about: they answer with nothing. */
function moduleOf(handlers: Partial<Contacts>) {
  class ContactsOfSpec {}
  for (const { localName } of ContactService.methods) {
    const handler: unknown = handlers[localName as keyof Contacts] ?? (async () => ({}));
    Object.defineProperty(ContactsOfSpec.prototype, localName, { value: handler, writable: true, configurable: true });
  }
  Serves(ContactService)(ContactsOfSpec as new () => Contacts);
  class ContactsModule {}
  Module({ controllers: [ContactsOfSpec] })(ContactsModule);
  return ContactsModule;
}
