import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoAccount } from '@rapport/testing';
import { dataFolderOf } from '../../deploy/local/data-folder.mjs';
import { root } from '../../deploy/local/places.mjs';
import { openChromium } from './portal.browser.js';
import { Visit, type Looking } from './portal-visit.browser.js';
import { ScreenWalk } from './screen-walk.browser.js';

// `npm run screens`: a picture of every page of the installation that runs on the data folder, for every role, in `.screens`.
// `npm run screens -- ru-light-phone sofia` takes those alone that look so, or that this account sees.

/** Each page in both languages, both themes and both sizes, though not in all of their combinations. */
const looks: Readonly<Record<string, Looking>> = {
  'ru-light-desktop': { locale: 'ru-RU', scheme: 'light' },
  'en-dark-desktop': { locale: 'en-GB', scheme: 'dark' },
  'ru-light-phone': { locale: 'ru-RU', scheme: 'light', isPhone: true },
};

interface Ready {
  readonly url: string;
  readonly logins: readonly DemoAccount[];
}

const wanted = process.argv.slice(2);
const folder = join(root, '.screens');
const { url, logins } = JSON.parse(readFileSync(join(dataFolderOf(process.env), 'ready.json'), 'utf8')) as Ready;
const accounts = logins.filter(({ tenant }) => tenant === logins[0]?.tenant);
const isWanted = (name: string, among: readonly string[]) => !wanted.some((word) => among.includes(word)) || wanted.includes(name);

const browser = await openChromium();
const all: ScreenWalk[] = [];
try {
  for (const [look, looking] of Object.entries(looks)) {
    if (!isWanted(look, Object.keys(looks))) continue;
    rmSync(join(folder, look), { recursive: true, force: true });
    mkdirSync(join(folder, look), { recursive: true });
    const walk = new ScreenWalk(join(folder, look));
    all.push(walk);
    for (const account of accounts) {
      const { username } = account;
      if (
        !isWanted(
          username,
          accounts.map((each) => each.username),
        )
      )
        continue;
      const visit = await Visit.begin(browser, url, looking);
      await visit.signIn(account);
      await walk.asSomebody(visit, username);
      await visit.end();
    }
    const nobody = await Visit.begin(browser, url, looking);
    await walk.asNobody(nobody);
    await nobody.end();
  }
} finally {
  await browser.close();
}

const shown = all.flatMap((walk) => walk.shown);
const findings = [...shown.flatMap(({ file, findings: found }) => found.map((each) => `${file}: ${each}`)), ...all.flatMap((walk) => walk.missed())];
writeFileSync(
  join(folder, 'index.html'),
  shown.map(({ file }) => `<figure><img src="${file.slice(folder.length + 1)}" width="400">${file}</figure>`).join('\n'),
);
for (const finding of findings) process.stdout.write(`${finding.replace(`${folder}/`, '')}\n`);
process.stdout.write(`${shown.length} screens in .screens, ${findings.length} findings\n`);
process.exitCode = findings.length > 0 ? 1 : 0;
