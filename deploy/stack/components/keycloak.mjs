import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../local/places.mjs';
import { sha256, textOf } from '../../local/stamp.mjs';
import { answersOk } from '../health.mjs';
import { portalUrl } from '../portal.mjs';
import { versions } from '../versions.mjs';
import { databaseEnv, prepareDatabase } from './keycloak-database.mjs';
import { installKeycloak, makeHome } from './keycloak-install.mjs';

const realmFile = join(root, 'deploy/keycloak/rapport-realm.json');

/** @param {import('../component.mjs').Place} place */
const homeOf = ({ data }) => join(data, 'home');

/** What an import never changes afterwards: when one of it differs, the realm is imported afresh. */
const importedOf = () => sha256(`${readFileSync(realmFile, 'utf8')} ${portalUrl()}`);

/** Keycloak with our realm, on the PostgreSQL beside it. @type {import('../component.mjs').Component} */
export const keycloak = {
  name: 'keycloak',
  version: versions.keycloak.version,
  needs: ['postgres'],
  ports: ['http', 'management'],
  secrets: ['database', 'admin', 'portal', 'integration'],
  refusesRoot: false,
  stopSignal: 'SIGTERM',
  readyWithinMs: 300_000,
  install: installKeycloak,

  async prepare(place) {
    mkdirSync(place.data, { recursive: true });
    makeHome(place.programs, homeOf(place));
    cpSync(realmFile, join(homeOf(place), 'data/import/rapport-realm.json'));
    const note = join(place.data, 'imported');
    await prepareDatabase(place, { afresh: textOf(note) !== importedOf() });
    writeFileSync(note, importedOf());
    writeFileSync(join(place.data, 'portal'), portalUrl());
  },

  launches(place) {
    const home = homeOf(place);
    const memory = ['-Xms64m', '-Xmx512m', '-XX:MaxMetaspaceSize=256m', '-XX:TieredStopAtLevel=1', '-XX:+ExitOnOutOfMemoryError'];
    const opens = ['java.util', 'java.util.concurrent', 'java.security', 'java.lang'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`);
    const server = { 'kc.home.dir': home, 'jboss.server.config.dir': join(home, 'conf'), 'java.util.logging.manager': 'org.jboss.logmanager.LogManager' };
    const properties = Object.entries(server).map(([name, value]) => `-D${name}=${value}`);
    const program = ['-cp', join(home, 'lib/quarkus-run.jar'), 'io.quarkus.bootstrap.runner.QuarkusEntryPoint'];
    const args = [...memory, ...opens, ...properties, ...program, 'start', '--optimized', '--import-realm', '--cache=local', ...listening(place)];
    return [{ name: 'keycloak', command: 'java', args, env: { ...databaseEnv(place), ...realmEnv(place) } }];
  },

  isHealthy: ({ ports }) => answersOk(`http://127.0.0.1:${ports['management']}/health/ready`),

  env: (place) => ({
    OIDC_ISSUER_URL: `${addressOf(place)}/realms/rapport`,
    OIDC_CLIENT_SECRET: place.secrets['portal'] ?? '',
    KEYCLOAK_URL: addressOf(place),
    KEYCLOAK_ADMIN_PASSWORD: place.secrets['admin'] ?? '',
    KEYCLOAK_INTEGRATION_SECRET: place.secrets['integration'] ?? '',
    KEYCLOAK_PORTAL_URL: textOf(join(place.data, 'portal')) ?? portalUrl(),
  }),
};

/** @param {import('../component.mjs').Place} place */
const addressOf = ({ ports }) => `http://127.0.0.1:${ports['http']}`;

/** @param {import('../component.mjs').Place} place */
function listening(place) {
  const http = ['--http-enabled=true', '--http-host=127.0.0.1', `--http-port=${place.ports['http']}`];
  const management = ['--http-management-host=127.0.0.1', `--http-management-port=${place.ports['management']}`];
  return [...http, ...management, `--hostname=${addressOf(place)}`];
}

/** @param {import('../component.mjs').Place} place */
const realmEnv = ({ secrets }) => ({
  KC_BOOTSTRAP_ADMIN_USERNAME: 'admin',
  KC_BOOTSTRAP_ADMIN_PASSWORD: secrets['admin'],
  RAPPORT_PORTAL_SECRET: secrets['portal'],
  RAPPORT_INTEGRATION_SECRET: secrets['integration'],
  RAPPORT_PORTAL_URL: portalUrl(),
});
