import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MailServer, type Caller } from '@rapport/testing';
import { nats } from '../../deploy/stack/components/nats.mjs';
import { postgres } from '../../deploy/stack/components/postgres.mjs';
import { canarySong } from '../oracle/canary.js';
import { watchServices } from '../oracle/read-services.js';
import { Witness } from '../oracle/witness.js';
import { BrokerEye } from './broker-eye.js';
import { Cluster } from './cluster.js';
import { openCompany, otherServices } from './company.js';
import { callerOf, isAtWork, isDoorReady, printedBy, sharedSettings, type House, type SharedSettings } from './house.js';
import { Part } from './part.js';
import { Process, type Life } from './process.js';
import { Wire } from './wire.js';

interface Parts {
  readonly database: Part;
  readonly brokers: readonly Part[];
  readonly cluster?: Cluster | undefined;
  readonly toDatabase: Wire;
  readonly toBroker: Wire;
  readonly mail?: MailServer | undefined;
}

/** How a house differs from a usual one. */
export interface RealHouseOptions {
  /** Goes into every life of the service's processes. */
  readonly always?: Life;
  /** Brokers in a cluster, each stream on as many; 1 when left out. */
  readonly brokers?: number;
  /** Every service and the company of the demo, where others have two processes of accounts and nobody in it. */
  readonly whole?: boolean;
}

/** The product in separate processes on a database and a broker of its own, each behind a wire that can be cut. */
export class RealHouse implements House {
  readonly kind;
  readonly database: Part;
  /** One, or the nodes of a cluster. */
  readonly brokers: readonly Part[];
  /** The same with the wires between them, where there are several. */
  readonly cluster: Cluster | undefined;
  readonly toDatabase: Wire;
  readonly toBroker: Wire;
  readonly door: Process;
  readonly accounts: readonly Process[];
  /** Every process of the product, the door first. */
  readonly processes: readonly Process[];
  /** Where e-mails go, where there is a company that sends any. */
  readonly mail: MailServer | undefined;
  readonly witness: Witness;
  readonly eye: BrokerEye;
  readonly folder: string;
  /** What every process of the product is given. */
  readonly settings: Readonly<Record<string, string>>;
  /** Data folder of the door. */
  readonly doorData: string;

  private constructor(parts: Parts, shared: SharedSettings, always: Life) {
    ({ database: this.database, brokers: this.brokers, cluster: this.cluster, toDatabase: this.toDatabase, toBroker: this.toBroker } = parts);
    this.mail = parts.mail;
    this.kind = parts.mail ? ('whole' as const) : this.brokers.length > 1 ? ('cluster' as const) : ('real' as const);
    const settings = { ...shared.settings, ...wiredTo(parts) };
    [this.folder, this.settings] = [shared.folder, settings];
    this.doorData = join(shared.folder, 'gateway');
    this.door = new Process({
      name: 'gateway',
      settings: { ...settings, PORT: shared.port, RAPPORT_SERVICES: 'gateway', RAPPORT_DATA: this.doorData },
      isReady: isDoorReady(this.doorData),
    });
    const serving = (name: string, service: string) =>
      new Process({
        name,
        settings: { ...settings, PORT: '0', RAPPORT_SERVICES: service, RAPPORT_DATA: join(shared.folder, name.replace('accounts ', '')) },
        isReady: isAtWork(service),
        always,
      });
    this.accounts = (parts.mail ? ['accounts'] : ['accounts one', 'accounts two']).map((name) => serving(name, 'accounts'));
    const others = parts.mail ? otherServices.map((name) => serving(name, name)) : [];
    this.processes = [this.door, ...this.accounts, ...others];
    const { ports, secrets } = this.database.place;
    this.witness = new Witness({ host: '127.0.0.1', port: ports['sql']!, user: 'postgres', password: secrets['superuser']!, database: 'rapport' });
    this.eye = new BrokerEye(urlsOf(this.brokers), this.brokers.length);
  }

  static async open(
    folder: string,
    say: (words: string) => void,
    { always = {}, brokers: size = 1, whole = false }: RealHouseOptions = {},
  ): Promise<RealHouse> {
    const shared = await sharedSettings(folder);
    say('starting PostgreSQL and NATS');
    const database = await Part.open(postgres, folder);
    const cluster = size > 1 ? await Cluster.open(folder, size) : undefined;
    const brokers = cluster?.nodes ?? [await Part.open(nats, folder)];
    const [toDatabase, toBroker] = [await Wire.to(database.place.ports['sql']!), await Wire.to(brokers[0]!.place.ports['client']!)];
    const mail = whole ? await new MailServer().open() : undefined;
    const life = whole ? { ...always, preload: [...(always.preload ?? []), 'note-effects'] } : always;
    const house = new RealHouse({ database, brokers, cluster, toDatabase, toBroker, mail }, shared, life);
    try {
      say(`starting ${house.processes.map(({ name }) => name).join(', ')}`);
      if (whole) await openCompany(house, shared.port);
      await house.door.start();
      await house.accounts[0]!.start();
      await house.witness.stand('server');
      if (whole) await watchServices(house.witness);
      for (const process of house.processes) if (!process.isRunning) await process.start();
    } catch (thrown) {
      await house.close();
      throw thrown;
    }
    return house;
  }

  /** The broker, where there is one. */
  get broker(): Part {
    return this.brokers[0]!;
  }

  inBroker = (): Promise<ReadonlySet<string>> => this.eye.eventIds();

  deadLetters(): Promise<number> {
    return this.eye.deadLetters();
  }

  replayDead(): Promise<number> {
    return this.eye.replayDead();
  }

  async leaks(): Promise<readonly string[]> {
    const personal = [canarySong, ...new Set(this.mail?.taken.flatMap(({ to }) => to))];
    const isIn = (text: string) => personal.some((words) => text.includes(words));
    const kept = [...(await this.eye.kept('event.>')), ...(await this.eye.kept('dead.>'))];
    const inBroker = kept.some(({ data, headers }) => isIn(`${JSON.stringify(headers)}${Buffer.from(data).toString('utf8')}`));
    const logs = readdirSync(this.folder).filter((name) => name.endsWith('.log') && isIn(readFileSync(join(this.folder, name), 'utf8')));
    const printed = [...personal.flatMap((words) => printedBy(this.processes, words)), ...logs.map((name) => `the log ${name}`)];
    return [...printed, ...(inBroker ? ['what the broker keeps'] : [])];
  }

  async heal(): Promise<void> {
    this.toDatabase.set({});
    this.toBroker.set({});
    this.cluster?.join();
    await Promise.all([this.database, ...this.brokers].map(async (part) => (part.isUp ? part.signal('SIGCONT') : part.start())));
    for (const process of this.processes) {
      if (process.isRunning) process.signal('SIGCONT');
      else await process.start();
    }
  }

  caller(): Promise<Caller> {
    return callerOf(this.doorData);
  }

  async close(): Promise<void> {
    for (const process of this.processes.toReversed()) await process.end('SIGKILL');
    await this.mail?.close();
    await Promise.all([this.toDatabase.close(), this.toBroker.close()]);
    await (this.cluster ? this.cluster.close() : this.broker.end());
    await this.database.end();
  }
}

/** Through the wires. */
function wiredTo({ database, brokers, cluster, toDatabase, toBroker, mail }: Parts): Record<string, string> {
  const through = Object.assign(new URL(database.settings['DATABASE_URL']!), { port: String(toDatabase.port) });
  const broker = cluster ? { NATS_URL: cluster.url, NATS_REPLICAS: String(brokers.length) } : { NATS_URL: `nats://127.0.0.1:${toBroker.port}` };
  return { DATABASE_URL: through.href, ...broker, ...(mail && { SMTP_URL: mail.url }) };
}

function urlsOf(brokers: readonly Part[]): string {
  return brokers.map(({ settings }) => settings['NATS_URL']).join(',');
}
