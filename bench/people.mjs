import { randomFrom } from './random.mjs';

/**
 * A made-up person. Names are put together of syllables, numbers are of ranges that nobody has, addresses end in `.example`.
 * @typedef {object} Person
 * @property {string} givenName
 * @property {string} familyName
 * @property {string} email
 * @property {string} phone E.164
 * @property {string} jobTitle
 * @property {'ru' | 'en'} language
 */

const russian = {
  given: [
    'Анна',
    'Борис',
    'Вера',
    'Глеб',
    'Дарья',
    'Егор',
    'Жанна',
    'Захар',
    'Инна',
    'Кирилл',
    'Лидия',
    'Максим',
    'Нина',
    'Олег',
    'Полина',
    'Роман',
    'Софья',
    'Тимур',
    'Ульяна',
    'Фёдор',
    'Юлия',
    'Яков',
  ],
  starts: [
    'Бел',
    'Вор',
    'Гал',
    'Дроз',
    'Ерм',
    'Жук',
    'Зим',
    'Ив',
    'Кал',
    'Лап',
    'Мор',
    'Нос',
    'Орл',
    'Пан',
    'Руд',
    'Сол',
    'Тур',
    'Ут',
    'Фил',
    'Хар',
    'Цвет',
    'Черн',
    'Шуб',
    'Щерб',
    'Юд',
    'Яр',
  ],
  middles: ['ан', 'ар', 'ел', 'ен', 'ик', 'ин', 'ов', 'ож', 'ок', 'ол', 'ош', 'уш', 'ыр', 'ям', 'ат', 'ёж'],
  ends: ['ов', 'ев', 'ин', 'ский', 'енко', 'ук', 'ов', 'ев', 'кин', 'ычев'],
  jobs: ['Бухгалтер', 'Закупщик', 'Инженер', 'Маркетолог', 'Технолог', 'Юрист'],
};
const english = {
  given: [
    'Alice',
    'Brian',
    'Chloe',
    'Dylan',
    'Emma',
    'Frank',
    'Grace',
    'Henry',
    'Isla',
    'Jacob',
    'Kate',
    'Liam',
    'Mia',
    'Noah',
    'Olive',
    'Peter',
    'Rose',
    'Simon',
    'Tess',
    'Victor',
    'Wendy',
  ],
  starts: [
    'Ald',
    'Bar',
    'Car',
    'Dun',
    'Ell',
    'Fair',
    'Gra',
    'Hart',
    'Ing',
    'Jas',
    'Kel',
    'Lang',
    'Mar',
    'Nor',
    'Oak',
    'Pem',
    'Quin',
    'Ros',
    'Stan',
    'Thorn',
    'Und',
    'Vand',
    'Whit',
    'York',
  ],
  middles: ['a', 'be', 'den', 'er', 'in', 'ing', 'le', 'o', 'ri', 'so', 'ter', 'wo'],
  ends: ['ford', 'ham', 'ley', 'man', 'mond', 'ner', 'son', 'ton', 'well', 'worth'],
  jobs: ['Accountant', 'Buyer', 'Engineer', 'Lawyer', 'Marketer', 'Planner'],
};

/** People without end, the same ones for the same seed; two of three are Russian. @param {number} seed @returns {Generator<Person, never>} */
export function* peopleFrom(seed) {
  const random = randomFrom(seed);
  for (let number = 1; ; number += 1) {
    const language = random.below(3) < 2 ? 'ru' : 'en';
    const words = language === 'ru' ? russian : english;
    const familyName = random.pick(words.starts) + random.pick(words.middles) + (random.below(2) ? random.pick(words.middles) : '') + random.pick(words.ends);
    const digits = String(random.below(10_000_000)).padStart(7, '0');
    yield {
      givenName: random.pick(words.given),
      familyName,
      language,
      jobTitle: random.pick(words.jobs),
      email: `${letters(random)}.${number}@${letters(random)}.example`,
      phone: language === 'ru' ? `+7900${digits}` : `+1202${digits.slice(0, 3).replace(/^[01]/, '5')}${digits.slice(3)}`,
    };
  }
}

/** @param {import('./random.mjs').Random} random */
function letters(random) {
  return Array.from({ length: 3 + random.below(3) }, () =>
    random.pick(['ba', 'de', 'fi', 'go', 'hu', 'ka', 'le', 'mi', 'no', 'pu', 'ra', 'se', 'ti', 'vo']),
  ).join('');
}

/** The next so many of them. @param {Iterator<Person>} people @param {number} count @returns {Person[]} */
export function take(people, count) {
  return Array.from({ length: count }, () => people.next().value);
}
