// Writes README's table of settings: node --import ./deploy/checks/source.mjs deploy/checks/settings-page.mjs [--check]
import { settingsTable } from '@rapport/config';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { between } from './markers.mjs';

const page = new URL('../../README.md', import.meta.url);
const found = existsSync(page) ? readFileSync(page, 'utf8') : '';
const wanted = between(found, 'settings', settingsTable());

if (!process.argv.includes('--check')) writeFileSync(page, wanted);
else if (wanted !== found) {
  console.error('README.md drift: the table of settings is not what libs/config says; run npm run generate');
  process.exitCode = 1;
}
