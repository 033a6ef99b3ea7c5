// npm run test:api: every operation of /openapi.json is asked thousands of good and bad things; nothing may answer 5xx, or what the document does not say.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Unavailable } from '../stack/unavailable.mjs';
import { onNeededNode } from './node-version.mjs';
import { toolsFolder } from './places.mjs';
import { prepare } from './prepare.mjs';
import { installSchemathesis, schemathesis } from './schemathesis.mjs';
import { stepsOn } from './steps.mjs';
import { runToExit } from './stop.mjs';

const seconds = 100;
const checks = ['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_headers_conformance', 'response_schema_conformance'];
/** Of schemathesis: it ran and found something. */
const found = 1;

await runToExit(async () => {
  const steps = stepsOn(process.stdout);
  const done = await onNeededNode(steps);
  if (done !== undefined) return done;
  await prepare(steps);
  const installed = await steps.run('schemathesis', installSchemathesis, String).catch((thrown) => {
    if (!(thrown instanceof Unavailable)) throw thrown;
    process.stdout.write(`Not tried, the interface against its document: ${thrown.message}\n\n0 passed, 0 failed\n`);
  });
  if (!installed) return 0;
  const { startInstallation } = await import('@rapport/testing');
  const rapport = await steps.run('Rapport', () => startInstallation({ settings: { RATE_LIMIT_PER_SECOND: '0', LOG_LEVEL: 'warn' } }));
  try {
    const status = ask(rapport.url, await rapport.token(), process.argv.slice(2));
    process.stdout.write(status === 0 ? '\n1 passed, 0 failed\n' : '\n0 passed, 1 failed\n');
    return status === found ? 1 : (status ?? 1);
  } finally {
    await rapport.stop();
  }
});

/** @param {string} url @param {string} token @param {string[]} more */
function ask(url, token, more) {
  const options = {
    checks: checks.join(','),
    phases: 'coverage,fuzzing',
    'max-examples': '25',
    'max-time': String(seconds),
    header: `Authorization: Bearer ${token}`,
    // A stream that stays open answers nobody who waits for its end.
    'exclude-path': '/v1/changes',
    warnings: 'off',
    report: 'json',
    'report-json-path': join(toolsFolder, 'schemathesis.json'),
  };
  const words = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const asking = { stdio: /** @type {'inherit'} */ ('inherit'), cwd: toolsFolder };
  return spawnSync(schemathesis, ['run', `${url}/openapi.json`, ...words, '--no-color', '--no-shrink', ...more], asking).status;
}
