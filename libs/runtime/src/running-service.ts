import type { INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { events, eventSubject, ownerOf } from '@rapport/contracts';
import type { Log } from '@rapport/kernel';
import { EarRunner, earsIn, OutboxPublisher, OutboxRefill, RapportServer, type ServingRoom } from '@rapport/messaging';
import {
  AuditChain,
  defaultRetention,
  JobQueue,
  JobRunner,
  migrate,
  PageTokens,
  RecordParts,
  Relay,
  schemaOf,
  Sweeper,
  UnitOfWork,
  type AnswerSealer,
  type RelayLag,
} from '@rapport/persistence';
import { metrics, onScrape } from '@rapport/telemetry';
import { answerSealer, personSealer } from './answer-sealer.js';
import type { Demo } from './demo.js';
import { eraseAgain } from './erase-again.js';
import type { Installation } from './installation.js';
import { patiently } from './patience.js';
import { ServiceBackground } from './service-background.js';
import { callOf } from './service-call.js';
import { serviceModule } from './service-module.js';
import type { Service } from './service.js';

/** A service at work. */
export interface RunningService {
  readonly name: string;
  readonly app: INestMicroservice;
  readonly work: UnitOfWork;
  /** What it adds to the demo tenants, if anything. */
  readonly demo: Demo | undefined;
  /** How many events wait for the broker, and for how long. */
  lag(): Promise<RelayLag>;
  /** Takes nothing new, finishes what is under way, stops its background work. */
  stop(): Promise<void>;
}

/** Brings the service's schema up to date. Answers how many steps it took. */
export function migrateService({ name, migrations }: Service, installation: Installation, step: (words: string) => void): Promise<number> {
  return migrate(installation.db, {
    service: name,
    folder: migrations,
    onStep: ({ done, total }) => step(`Preparing the tables of ${name} (${done + 1} of ${total})`),
  });
}

/** Starts a service whose tables stand: its doors on the broker, its ears, its relay, its jobs and its upkeep. */
export async function startService(service: Service, installation: Installation): Promise<RunningService> {
  const running = new ServiceAtWork(service, installation);
  await running.open();
  return running;
}

class ServiceAtWork implements RunningService {
  readonly name: string;
  readonly work: UnitOfWork;
  app!: INestMicroservice;
  private readonly log: Log;
  private readonly background: ServiceBackground;
  private readonly jobs: JobQueue;
  private readonly jobSealer: AnswerSealer;
  private readonly relay: Relay;
  private readonly inBackground: { start(): void; stop(): Promise<void> }[] = [];
  private ears!: EarRunner;
  private runner: JobRunner | undefined;
  private unmeasure: (() => void) | undefined;

  constructor(
    private readonly service: Service,
    private readonly installation: Installation,
  ) {
    const { db, clock, ids, keyring, broker } = installation;
    const names = schemaOf(service.name);
    this.name = service.name;
    this.log = installation.logFor(service.name);
    this.background = new ServiceBackground(db, names);
    this.work = new UnitOfWork({
      db,
      names,
      clock,
      ids,
      sealer: answerSealer(keyring, names.schema, 'answers'),
      persons: personSealer(keyring, names.schema),
      ...(service.unique && { unique: service.unique }),
    });
    this.jobSealer = answerSealer(keyring, names.schema, 'jobs');
    this.jobs = new JobQueue(this.jobSealer, ids);
    const said = events.find((event) => ownerOf(event) === service.name);
    const refill = said && new OutboxRefill({ background: this.background, broker, subject: eventSubject(said), clock, log: this.log });
    const publisher = new OutboxPublisher(broker, service.name);
    this.relay = new Relay({ ...this.background, publisher, log: this.log, inDatabase: async (began) => refill?.inDatabase(began) });
    const chain = new AuditChain({ ...this.background, log: this.log });
    this.inBackground = [
      this.relay,
      chain,
      new Sweeper({ ...this.background, clock, log: this.log, retention: { ...defaultRetention, answerHours: installation.settings.keyLifeMs / 3_600_000 } }),
    ];
    if (refill) this.inBackground.push(refill);
    this.work.said.onRing(() => this.relay.wake());
    this.work.audited.onRing(() => chain.wake());
  }

  async open(): Promise<void> {
    const { service, installation, work } = this;
    const { broker, authority, clock, ids, keyring, secrets, rpc, erasures, files } = installation;
    const parts = new RecordParts(keyring, new PageTokens(secrets.derived('page tokens')), ids, clock);
    const module = serviceModule(service, {
      work,
      parts,
      jobs: this.jobs,
      background: this.background,
      rpc,
      erasures,
      files,
      clock,
      settings: installation.settings,
    });
    this.app = await NestFactory.createMicroservice(module, {
      strategy: new RapportServer(broker, { authority, log: this.log, region: installation.settings.defaultRegion, room: this.room() }),
      logger: false,
      abortOnError: false,
    });
    await this.eraseAgain();
    await this.app.listen();
    const listening = { service: service.name, broker, work, background: this.background, clock, authority, log: this.log };
    this.ears = new EarRunner({ ...listening, atOnce: this.earsAtOnce(), onTurn: installation.live.followed });
    await this.ears.start(earsIn(this.app));
    this.runner = service.jobs?.length ? this.jobRunner() : undefined;
    if (this.runner) this.inBackground.push(this.runner);
    this.jobs.added.onRing(() => this.runner?.wake());
    for (const one of this.inBackground) one.start();
    this.unmeasure = onScrape(() => this.measure());
    for (const upkeep of service.upkeep ?? []) {
      const tended = this.app.get(upkeep);
      tended.start(work);
      this.inBackground.push(tended as { start(): void; stop(): Promise<void> });
    }
  }

  /** Before any door opens: a database restored from a backup holds people who were erased after it was made. */
  private async eraseAgain(): Promise<void> {
    const { installation, service } = this;
    const patience = { ms: installation.settings.startPatienceMs, say: () => undefined };
    const again = await patiently(() => eraseAgain(installation.erasures, service, { app: this.app, work: this.work }), patience);
    if (again > 0) this.log.warn('erased-again', { count: again });
  }

  get demo(): Demo | undefined {
    return this.service.demo && this.app.get(this.service.demo);
  }

  lag(): Promise<RelayLag> {
    return this.relay.lag();
  }

  /** Numbers as they were when they were last looked at: a scrape asks for the next ones. */
  private measure(): void {
    const labels = { service: this.name };
    const { pool } = this.installation.db;
    metrics.dbPoolInUse.set(labels, pool.totalCount - pool.idleCount);
    metrics.dbPoolWaiting.set(labels, pool.waitingCount);
    void this.lag().then(
      ({ waiting, oldestMs }) => {
        metrics.outboxPending.set(labels, waiting);
        metrics.outboxLag.set(labels, oldestMs / 1000);
      },
      () => undefined,
    );
    void this.runner?.waiting().then(
      (waiting) => metrics.jobsWaiting.set(labels, waiting),
      () => undefined,
    );
  }

  async stop(): Promise<void> {
    this.unmeasure?.();
    await this.ears.close();
    await this.app.close();
    await Promise.all(this.inBackground.map((one) => one.stop()));
  }

  private room(): ServingRoom {
    const { db, settings, live } = this.installation;
    const connections = db.kind === 'embedded' ? 1 : settings.databasePoolSize;
    return { callsAtOnce: settings.maxInFlight, bulkAtOnce: Math.max(1, Math.floor(connections * settings.bulkShare)), live };
  }

  /** Half the connections at most, so that people do not wait behind events; an embedded database does one thing at a time anyway. */
  private earsAtOnce(): number {
    const { db, settings } = this.installation;
    return db.kind === 'embedded' ? 1 : Math.max(1, Math.floor(settings.databasePoolSize / 2));
  }

  private jobRunner(): JobRunner {
    return new JobRunner({
      ...this.background,
      work: this.work,
      queue: this.jobs,
      sealer: this.jobSealer,
      log: this.log,
      handlers: this.service.jobs!.map((job) => this.app.get(job)),
      givingWay: () => this.installation.live.givingWay(),
      onEnd: ({ kind, state, ms }) => metrics.jobDuration.observe({ job: kind, result: state }, ms / 1000),
      callFor: ({ kind, principal, traceparent }) => callOf(`job ${kind}`, principal, traceparent ? { traceparent } : {}, AbortSignal.timeout(60_000)),
    });
  }
}
