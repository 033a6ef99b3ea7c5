import { expect, it } from '@jest/globals';
import { settingsTable } from './settings-table.js';
import { everySetting } from './settings.table.js';

it('has a row for every setting, with its default and what it switches to', () => {
  const lines = settingsTable().split('\n');
  expect(lines).toHaveLength(everySetting().length + 2);
  expect(lines).toContainEqual(expect.stringMatching(/^\| `PORT` \| `8080` \|/));
  expect(lines).toContainEqual(expect.stringMatching(/^\| `DATABASE_URL` or `DATABASE_URL_FILE` \| – \| .*Switches to PostgreSQL/));
});

it('keeps every sentence in one cell', () => {
  for (const line of settingsTable().split('\n')) expect(line.replaceAll('\\|', '').match(/\|/g)).toHaveLength(4);
});
