import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { events } from '@rapport/contracts';
import type { Settings } from '@rapport/config';
import { DekCache, type Region } from '@rapport/crypto';
import { UuidIds, type Clock, type Ids, type Log } from '@rapport/kernel';
import { BrokerRpcCaller, InProcessBroker, LiveTraffic, NatsBroker, SignedAuthority, streamsOf, type Broker, type RpcCaller } from '@rapport/messaging';
import { Erasures, Keyring, openDatabase, openErasureLedger, openFiles, type Database, type FileStore } from '@rapport/persistence';
import { createLog, metrics, onScrape } from '@rapport/telemetry';
import { patiently } from './patience.js';
import { openSecrets, type Secrets } from './secrets.js';
import { SharedClock } from './shared-clock.js';
import { StartRefused } from './start-refused.js';

/** Where the program is, not where its data is: a data folder anywhere makes nothing beside itself. */
const cacheFolder = fileURLToPath(new URL('../../../node_modules/.cache/rapport/', import.meta.url));

/** What all services of a process share: the database, the broker, the keys, and who may speak for whom. */
export interface Installation {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secrets: Secrets;
  readonly db: Database;
  readonly broker: Broker;
  readonly keyring: Keyring;
  readonly erasures: Erasures;
  readonly files: FileStore;
  readonly authority: SignedAuthority;
  readonly rpc: RpcCaller;
  /** Whom work in bulk gives way to. */
  readonly live: LiveTraffic;
  logFor(service: string): Log;
  close(): Promise<void>;
}

/** Opens what services stand on: the real parts that are set, the embedded ones otherwise. Waits for what does not answer yet, until `asked` to stop; throws one sentence when it cannot be. */
export async function openInstallation(settings: Settings, step: (words: string) => void, asked?: AbortSignal): Promise<Installation> {
  const clock = new SharedClock();
  const logFor = (service: string) => createLog({ service, level: settings.logLevel, format: settings.logFormat });
  const log = logFor('runtime');
  const secrets = openSecrets(settings);
  const ledger = await openErasureLedger(settings.erasureLedger, settings.s3Endpoint);
  const files = await openFiles(settings.files, settings.s3Endpoint);
  step(settings.databaseUrl ? 'Connecting to PostgreSQL' : 'Starting the embedded database');
  const patience = { ms: settings.startPatienceMs, say: step, asked };
  const database = { databaseUrl: settings.databaseUrl, dataFolder: settings.data, log, poolSize: settings.databasePoolSize, cacheFolder };
  const db = await patiently(() => openDatabase(database), patience);
  if (settings.databaseUrl) await clock.follow(db, log);
  step(settings.natsUrl ? 'Connecting to NATS' : 'Starting the in-process broker');
  const broker = await patiently(() => openBroker(settings, log), patience).catch(async (thrown: unknown) => {
    await clock.stop();
    await db.close();
    throw thrown;
  });
  const cache = new DekCache(secrets.keks, clock);
  const unmeasure = onScrape(() => metrics.keysHeld.set({}, cache.size));
  if (settings.databaseUrl && !settings.erasureLedger.startsWith('s3://')) log.warn('erasure-ledger-on-this-machine', { at: settings.erasureLedger });
  const erasures = new Erasures(db, ledger, log);
  const authority = new SignedAuthority(secrets.internal, clock);
  return {
    settings,
    clock,
    ids: new UuidIds(),
    secrets,
    db,
    broker,
    erasures,
    files,
    authority,
    live: new LiveTraffic(),
    logFor,
    keyring: new Keyring(secrets.keks, cache, settings.defaultRegion as Region),
    rpc: new BrokerRpcCaller(broker, authority),
    close: async () => {
      await broker.drain(settings.shutdownGraceMs);
      await erasures.stop();
      await clock.stop();
      await db.close();
      cache.clear();
      unmeasure();
    },
  };
}

/** The broker that is set, or the one in the data folder. */
export async function openBroker(settings: Settings, log: Log): Promise<Broker> {
  const streams = streamsOf(events);
  if (settings.natsUrl) {
    const credentials = settings.natsCredentialsFile && credentialsIn(settings.natsCredentialsFile);
    return NatsBroker.open({
      url: settings.natsUrl.join(','),
      name: 'rapport',
      streams,
      replicas: settings.natsReplicas,
      log,
      ...(credentials && { credentials }),
    });
  }
  const file = join(settings.data, 'broker.sqlite');
  try {
    mkdirSync(settings.data, { recursive: true, mode: 0o700 });
    return new InProcessBroker({ file, streams });
  } catch (cause) {
    throw new StartRefused(`The broker's file “${file}” cannot be opened (${reasonOf(cause)}); move it away to start with an empty one, or set NATS_URL.`, {
      cause,
    });
  }
}

function credentialsIn(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new StartRefused(`NATS_CREDENTIALS_FILE: “${file}” cannot be read (${reasonOf(cause)}); name a readable .creds file, or leave it out.`, { cause });
  }
}

function reasonOf(thrown: unknown): string {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
  return cause instanceof Error ? cause.message : String(cause);
}
