import { accounts } from '@rapport/accounts';
import { readSettings } from '@rapport/config';
import { migrate, migrateKeyring, PageTokens, RecordParts, schemaOf, UnitOfWork } from '@rapport/persistence';
import { callOf, migrateService, openInstallation, startService } from '@rapport/runtime';

/** Who works in a benchmark. @type {import('@rapport/kernel').Principal} */
export const seller = /** @type {any} */ ({
  id: '01900000-0000-7000-8000-0000000b0001',
  tenant: 'acme',
  kind: 'person',
  roles: ['manager'],
  teams: ['acme/sales'],
});

/** A call of theirs that nobody cuts short. */
export const callBy = (principal = seller) => callOf('bench', principal, {}, new AbortController().signal, 600_000);

/**
 * The tables of the service `accounts` and what its stores stand on, with nobody at work in the background.
 * @typedef {object} Rooms
 * @property {import('@rapport/runtime').Installation} installation
 * @property {UnitOfWork} work
 * @property {RecordParts} parts
 * @property {(service: string) => Promise<void>} migrateAlso makes the same tables under another name
 * @property {() => Promise<void>} close
 */

/** @param {import('./stage.mjs').Place} place @returns {Promise<Rooms>} */
export async function openRooms(place) {
  const installation = await openInstallation(readSettings({ ...place.env, LOG_LEVEL: 'error' }), () => undefined);
  installation.secrets.keep();
  const { db, clock, ids, keyring, secrets } = installation;
  /** @param {string} service */
  const make = async (service) => {
    await migrate(db, { service, folder: accounts.migrations });
    await migrateKeyring(db, [service]);
  };
  await make(accounts.name);
  const never = async () => {
    throw new Error('No command here has a key');
  };
  return {
    installation,
    migrateAlso: make,
    work: new UnitOfWork({ db, names: schemaOf(accounts.name), clock, ids, sealer: { seal: never, open: never } }),
    parts: new RecordParts(keyring, new PageTokens(secrets.derived('page tokens')), ids, clock),
    close: () => installation.close(),
  };
}

/**
 * The service `accounts` in this very process, without the gateway.
 * @typedef {object} House
 * @property {import('@rapport/runtime').Installation} installation
 * @property {import('@rapport/runtime').RunningService} service
 * @property {() => Promise<void>} close
 */

/** @param {import('./stage.mjs').Place} place @returns {Promise<House>} */
export async function openHouse(place) {
  const installation = await openInstallation(readSettings({ ...place.env, LOG_LEVEL: 'error' }), () => undefined);
  installation.secrets.keep();
  await migrateService(accounts, installation, () => undefined);
  await migrateKeyring(installation.db, [accounts.name]);
  const service = await startService(accounts, installation);
  return {
    installation,
    service,
    close: async () => {
      await service.stop();
      await installation.close();
    },
  };
}
