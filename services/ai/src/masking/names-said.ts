import type { KnownNames } from './detect.js';

const name = String.raw`(\p{Lu}\p{L}+(?:[ -]\p{Lu}\p{L}+)?)`;
const before = (...words: readonly string[]) => new RegExp(String.raw`(?<!\p{L})(?:${words.join('|')}),?\s+${name}`, 'gu');

const people = [
  before('[Tt]his is', '[Mm]y name is', 'I am', "I['’]m", '[Ss]peaking (?:with|to)', 'Mr\\.?', 'Mrs\\.?', 'Ms\\.?', 'Miss', 'Dr\\.?'),
  before('[Gg]ood (?:morning|afternoon|evening|day)', '[Hh]ello', '[Hh]i', '[Dd]ear', '[Tt]hank you', '[Tt]hanks', '[Gg]oodbye', '[Bb]ye'),
  before(
    '[Мм]еня зовут',
    '[Зз]овут',
    '[Ээ]то',
    '[Зз]дравствуйте',
    '[Дд]обр(?:ый|ое|ого) (?:день|утро|вечер|дня)',
    '[Пп]ривет',
    '[Сс]пасибо',
    '[Гг]оспо(?:дин|жа)',
  ),
];
const organisations = [
  before('from', 'at', 'with', 'company', '[Кк]омпани(?:я|и|ю|ей)', 'ООО', 'АО', 'ИП', 'фирм(?:а|ы|у|ой)'),
  new RegExp(String.raw`(?:из|от|компани\p{L}{1,4})\s+[«"]?${name}`, 'gu'),
];
/** Written with a capital, and nobody's name. */
const nobody = /^(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day|^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/u;

/** Names that are said in a call where people greet and introduce themselves: the customer base need not know them, and they must not leave. */
export function namesSaid(texts: readonly string[]): KnownNames {
  const all = texts.join('\n');
  const said = (patterns: readonly RegExp[]) => [
    ...new Set(patterns.flatMap((pattern) => [...all.matchAll(pattern)].map(([, found]) => found!)).filter((found) => !nobody.test(found))),
  ];
  return { people: said(people), organisations: said(organisations) };
}
