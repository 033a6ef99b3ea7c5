import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { mavenArtifact } from '../fetching.mjs';
import { run } from '../run.mjs';
import { lacking, missingTools } from '../tools.mjs';
import { versions } from '../versions.mjs';

/** Build options of Keycloak: what is fixed once, so that a start is quick. */
const built = ['--db=postgres', '--health-enabled=true', '--metrics-enabled=true'];

/** @type {import('../component.mjs').Component['install']} */
export async function installKeycloak(into, say) {
  const without = lacking(['mvn', 'java', 'tar']);
  if (without.length) throw missingTools('Keycloak', without, 'OIDC_ISSUER_URL');
  say('fetching 176 MB');
  const archive = await mavenArtifact(versions.keycloak, join(into, 'archive'));
  await run({ command: 'tar', args: ['-xzf', archive, '--strip-components=1', '-C', into] });
  rmSync(join(into, 'archive'), { recursive: true });
  say('preparing it for PostgreSQL, half a minute');
  await run({ command: join(into, 'bin/kc.sh'), args: ['build', ...built], env: quietJava });
  return versions.keycloak.version;
}

/** Little memory, and no compiler that costs more than it gains in a short life. */
export const quietJava = { JAVA_OPTS_KC_HEAP: '-Xms64m -Xmx512m', JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1' };

/** A home for one server: the installed programs, and a data folder of its own to import from. @param {string} programs @param {string} home */
export function makeHome(programs, home) {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, 'data/import'), { recursive: true });
  for (const name of ['bin', 'conf', 'lib', 'providers', 'themes']) symlinkSync(join(programs, name), join(home, name));
}
