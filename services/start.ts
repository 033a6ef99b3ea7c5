import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Settings } from '@rapport/config';
import { migrateGateway, openGateway, type Gateway } from '@rapport/gateway';
import { DeadLetters, runDlq } from '@rapport/messaging';
import { assertInstallationKeys, migrateKeyring } from '@rapport/persistence';
import {
  controlPath,
  holdDataFolder,
  migrateService,
  openInstallation,
  serveControl,
  StartRefused,
  startService,
  type DataFolder,
  type Installation,
  type RunningService,
  type Service,
} from '@rapport/runtime';
import { seedDemo } from './seed-demo.js';
import { openIdentity, type OpenIdentity } from './identity.js';
import { Progress } from './progress.js';
import { readiness } from './readiness.js';
import { registry } from './registry.js';
import type { Running } from './run-to-exit.js';
import { welcome } from './welcome.js';

const portalFolder = fileURLToPath(new URL('../portal/dist/', import.meta.url));

/** Starts the services that the settings name, in one process. */
export async function startRapport(given: Settings, asked?: AbortSignal): Promise<Running> {
  const settings = await withPort(given);
  const wanted = servicesOf(settings);
  const folder = holdDataFolder(settings.data);
  const progress = new Progress();
  try {
    const installation = await openInstallation(settings, (words) => progress.step(words), asked);
    return await start(installation, wanted, folder, progress);
  } catch (thrown) {
    folder.release();
    throw thrown;
  }
}

interface Wanted {
  readonly services: readonly Service[];
  readonly gateway: boolean;
}

async function start(installation: Installation, { services, gateway }: Wanted, folder: DataFolder, progress: Progress): Promise<Running> {
  const { settings } = installation;
  const say = (words: string) => progress.step(words);
  for (const service of services) await migrateService(service, installation, say);
  if (gateway) await migrateGateway(installation);
  await migrateKeyring(
    installation.db,
    services.map(({ name }) => name),
  );
  const { keks, derived, keep } = installation.secrets;
  await assertInstallationKeys(installation.db, keks, derived('check'), keep);
  const running: RunningService[] = [];
  for (const service of services) {
    say(`Starting ${service.name}`);
    running.push(await startService(service, installation));
  }
  installation.erasures.start();
  const identity = gateway ? await openIdentity(installation, say) : undefined;
  const door =
    identity &&
    (await openGateway(installation, identity, readiness(installation, running, identity.checks), existsSync(portalFolder) ? portalFolder : undefined));
  await door?.listen(settings.port);
  const demo = { logins: identity?.logins ?? [], full: settings.demo === 'full', log: installation.logFor('demo') };
  const growing = settings.demo === 'off' ? undefined : await seedDemo(running, demo, say);
  const endControl = await serveControl(controlPath(settings.data), { dlq: (words, print) => runDlq(words, new DeadLetters(installation.broker), print) });
  progress.done(gateway ? 'Rapport is running' : `Running: ${services.map(({ name }) => name).join(', ')}`);
  folder.write('run.lock', { pid: process.pid, url: settings.publicUrl });
  if (identity) folder.write('ready.json', welcome(settings, identity));
  return {
    stop: async () => {
      await endControl();
      await growing?.stop();
      await stop(installation, running, folder, door, identity);
    },
  };
}

async function stop(
  installation: Installation,
  running: readonly RunningService[],
  folder: DataFolder,
  door: Gateway | undefined,
  identity: OpenIdentity | undefined,
): Promise<void> {
  await door?.close();
  await Promise.all(running.map((service) => service.stop()));
  identity?.close();
  await installation.close();
  folder.release();
}

function servicesOf({ services, natsUrl }: Settings): Wanted {
  if (services === 'all') return { services: registry, gateway: true };
  const names = [...registry.map(({ name }) => name), 'gateway'];
  const unknown = services.find((name) => !names.includes(name));
  if (unknown) throw new StartRefused(`RAPPORT_SERVICES: there is no service “${unknown}”; there are ${names.join(', ')}.`);
  if (names.some((name) => !services.includes(name)) && !natsUrl)
    throw new StartRefused(
      'RAPPORT_SERVICES names a part of the services, which find one another over NATS only; set NATS_URL, or leave RAPPORT_SERVICES out.',
    );
  return { services: registry.filter(({ name }) => services.includes(name)), gateway: services.includes('gateway') };
}

/** The settings with the port that will be listened on: a free one for 0. Throws when it is taken. */
async function withPort(settings: Settings): Promise<Settings> {
  const port = await new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (thrown) => reject(portRefused(settings, thrown)));
    probe.listen(settings.port, settings.host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : settings.port));
    });
  });
  return settings.port === 0 ? { ...settings, port, publicUrl: settings.publicUrl.replace(/:0$/, `:${port}`) } : settings;
}

function portRefused({ port, host }: Settings, thrown: Error): StartRefused {
  const code = (thrown as { code?: string }).code;
  if (code === 'EADDRINUSE') return new StartRefused(`Port ${port} is taken by another program; set PORT to another one, such as PORT=${port + 1}.`);
  return new StartRefused(`Rapport cannot listen on ${host}:${port} (${code ?? 'unknown'}); set PORT and RAPPORT_HOST to an address of this machine.`);
}
