// Writes the rows of the policy page, or says what nobody has decided: node --import ./deploy/checks/source.mjs deploy/checks/access-page.mjs [--check]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { openApi } from '@rapport/contracts';
import { piiClasses } from '@rapport/kernel';
import { policyFindings, policyPage } from './access-policy.mjs';

const file = new URL('../../proto/ACCESS.md', import.meta.url);
const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
const { paths } = /** @type {{ paths: Record<string, object> }} */ (openApi({ serverUrl: 'http://localhost', version: '1.0' }));
const routes = Object.entries(paths).flatMap(([path, verbs]) => Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`));
const rows = { routes, fields: [...piiClasses] };

if (!process.argv.includes('--check')) writeFileSync(file, policyPage(page, rows));
else {
  for (const finding of policyFindings(page, rows)) {
    console.error(finding);
    process.exitCode = 1;
  }
}
