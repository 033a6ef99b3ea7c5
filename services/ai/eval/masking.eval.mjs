import { readFileSync } from 'node:fs';
import { Masking } from '../src/masking/mask.js';
import { dice } from './dice.mjs';
import { shareRow } from './knowledge.mjs';
import { checksummed, structured } from './masking/numbers.mjs';

/** @typedef {{ text: string, people: string[], organisations: string[], secrets: string[] }} Question what a colleague asks beside a record, with the names of that record and of its relations */

const questions = {
  ru: ['Клиент прислал {}, что ответить?', 'Проверьте {} до завтра.', 'В заявке указано: {}', 'Вопрос про {} и доставку утром', '({})'],
  en: ['The customer sent {}, what do I answer?', 'Please check {} by tomorrow.', 'It says: {}', 'A question about {} and the courier', '({})'],
};

/** What leaves the installation of what must not: names of the record at hand, contact points, numbers with a checksum. */
export async function measure() {
  const rows = [];
  for (const language of /** @type {const} */ (['ru', 'en'])) {
    /** @type {Question[]} */
    const asked = JSON.parse(readFileSync(new URL(`./masking/${language}.json`, import.meta.url), 'utf8'));
    const names = asked.flatMap(({ text, secrets, ...known }) => {
      const left = new Masking(known).mask(text);
      return secrets.map((secret) => !stays(left, secret));
    });
    rows.push(shareRow(`masking-names-${language}`, names, 'value >= 0.95', (p) => p >= 0.95));
    const roll = dice(language === 'ru' ? 41 : 43);
    const isMasked = (/** @type {string} */ secret, /** @type {number} */ at) => {
      const left = new Masking().mask(questions[language][at % 5]?.replace('{}', secret) ?? secret).replaceAll(/\[[A-Z]+_\d+\]/g, '');
      return !stays(left, secret) && !/\d/.test(left);
    };
    rows.push(shareRow(`masking-structured-${language}`, structured(roll, language).map(isMasked), 'value = 1', (p) => p === 1));
    rows.push(shareRow(`masking-checksummed-${language}`, checksummed(roll).map(isMasked), 'value >= 0.99', (p) => p >= 0.99));
    const plain = readFileSync(new URL(`./masking/nothing-${language}.txt`, import.meta.url), 'utf8')
      .trim()
      .split('\n');
    rows.push(
      shareRow(
        `masking-without-need-${language}`,
        plain.map((text) => new Masking({ people: ['Анна Белая', 'William Young'], organisations: [] }).mask(text) !== text),
        'value <= 0.1',
        (p) => p <= 0.1,
      ),
    );
  }
  return rows;
}

/** Whether a word of it can still be read. @param {string} text @param {string} secret */
function stays(text, secret) {
  const left = new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
  return (secret.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => word.length > 1 && left.has(word) && !titles.has(word));
}

/** Forms of companies and of address tell nothing of who it is. */
const titles = new Set(['ооо', 'ао', 'mr', 'ms', 'ltd', 'the', 'van', 'плюс', 'мосту', 'моста']);
