import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openChromium } from '../../services/portal/portal.browser.js';
import { Visit } from '../../services/portal/portal-visit.browser.js';
import { ScreenWalk } from '../../services/portal/screen-walk.browser.js';
import { dataFolderOf } from './data-folder.mjs';
import { root } from './places.mjs';

// `npm run screens`: a picture of every page of the portal that runs on the data folder, for every role, in `.screens`; ends with what a program can see to be wrong.
// `npm run screens -- en-light-phone sofia` takes those alone that look so, or that this account sees; three looks of the eight are taken where none is named.

/** @typedef {{ url: string, logins: import('../../libs/testing/src/index.js').DemoAccount[] }} Ready */

/**
 * Every look by its name.
 * @type {Readonly<Record<string, import('../../services/portal/portal-visit.browser.js').Looking>>}
 */
const looks = Object.fromEntries(
  ['ru', 'en'].flatMap((language) =>
    /** @type {const} */ (['light', 'dark']).flatMap((scheme) => [
      [`${language}-${scheme}-desktop`, { locale: localeOf(language), scheme }],
      [`${language}-${scheme}-phone`, { locale: localeOf(language), scheme, isPhone: true }],
    ]),
  ),
);

/** Both languages, both themes and both sizes, though not in all of their combinations: those that are taken where none was named. */
const usual = ['ru-light-desktop', 'en-dark-desktop', 'ru-light-phone'];

const wanted = process.argv.slice(2);
const folder = join(root, '.screens');
/** @type {Ready} */
const { url, logins } = JSON.parse(readFileSync(join(dataFolderOf(process.env), 'ready.json'), 'utf8'));
const accounts = logins.filter(({ tenant }) => tenant === logins[0]?.tenant);
const names = accounts.map(({ username }) => username);

/** @type {ScreenWalk[]} */
const walks = [];
const browser = await openChromium();
try {
  for (const look of chosenLooks()) walks.push(await walked(look));
} finally {
  await browser.close();
}
const shown = walks.flatMap((walk) => walk.shown);
const findings = [
  ...shown.flatMap(({ file, findings: found }) => found.map((each) => `${nameOf(file)}: ${each}`)),
  ...(isWhole() ? walks.flatMap((walk) => walk.missed()) : []),
];
writeFileSync(join(folder, 'index.html'), shown.map(({ file }) => `<figure><img src="${nameOf(file)}" width="400">${nameOf(file)}</figure>`).join('\n'));
for (const finding of findings) process.stdout.write(`${finding}\n`);
process.stdout.write(`${shown.length} screens in .screens, ${findings.length} findings\n`);
process.exitCode = findings.length > 0 ? 1 : 0;

function chosenLooks() {
  const named = wanted.filter((word) => word in looks);
  return named.length > 0 ? named : usual;
}

/** @param {string} language */
function localeOf(language) {
  return language === 'ru' ? 'ru-RU' : 'en-GB';
}

/** Everything in one look. @param {string} look */
async function walked(look) {
  const place = join(folder, look);
  if (isWhole()) rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const walk = new ScreenWalk(place);
  for (const account of accounts.filter(({ username }) => isWanted(username, names))) {
    const visit = await Visit.begin(browser, url, looks[look]);
    await visit.signIn(account);
    await walk.asSomebody(visit, account.username);
    await visit.end();
  }
  const nobody = await Visit.begin(browser, url, looks[look]);
  await walk.asNobody(nobody);
  await nobody.end();
  return walk;
}

/** Whether all were asked for, none being named. */
function isWhole() {
  return !wanted.some((word) => names.includes(word));
}

/** @param {string} name @param {readonly string[]} among */
function isWanted(name, among) {
  return !wanted.some((word) => among.includes(word)) || wanted.includes(name);
}

/** @param {string} file */
function nameOf(file) {
  return file.slice(folder.length + 1);
}
