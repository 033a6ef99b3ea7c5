/** When a call was, where it was. */
export interface Moment {
  readonly at: Date;
  /** An IANA name; UTC when it is empty or unknown. */
  readonly timeZone: string;
}

const dayMs = 86_400_000;
const weekdaysEn = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const weekdaysRu = ['воскресень', 'понедельник', 'вторник', 'сред', 'четверг', 'пятниц', 'суббот'];
const monthsEn = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const monthsRu = ['январ', 'феврал', 'март', 'апрел', 'ма[йяе]', 'июн', 'июл', 'август', 'сентябр', 'октябр', 'ноябр', 'декабр'];
const countsEn = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const countsRu = ['ноль', 'один|одну', 'два|две|пару', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять', 'десять'];

type Rule = readonly [pattern: RegExp, day: (found: RegExpExecArray, today: Date) => Date | undefined];

const rules: readonly Rule[] = [
  [/\bday after tomorrow\b|послезавтра/iu, (_, today) => plus(today, 2)],
  [/\btomorrow\b|(?<!\p{L})завтра(?!\p{L})/iu, (_, today) => plus(today, 1)],
  [/\b(?:today|tonight|this (?:morning|afternoon|evening))\b|сегодня/iu, (_, today) => today],
  [/\bend of the week\b|конц[аеу] недели/iu, (_, today) => (today.getUTCDay() === 5 ? today : next(today, 5, 0))],
  [/\bend of (?:the|this) month\b|конц[аеу] (?:этого )?месяца/iu, (_, today) => utc(today.getUTCFullYear(), today.getUTCMonth() + 1, 0)],
  [
    /(?<!\p{L})(?:(next)\s+)?(sunday|monday|tuesday|wednesday|thursday|friday|saturday)\b/iu,
    (found, today) => next(today, weekdaysEn.indexOf(found[2]!.toLowerCase()), found[1] ? 1 : 0),
  ],
  [
    /(следующ\p{L}+\s+)?(?<!\p{L})(воскресень|понедельник|вторник|сред|четверг|пятниц|суббот)(?:[аеуыяю]|ник\p{L}*)?(?!\p{L})/iu,
    (found, today) => next(today, weekdaysRu.indexOf(found[2]!.toLowerCase()), found[1] ? 1 : 0),
  ],
  [new RegExp(`\\bin (\\d+|${countsEn.join('|')}|a|an) (day|week|month)s?\\b`, 'iu'), (found, today) => after(today, numberOf(found[1]!, countsEn), found[2]!)],
  [
    new RegExp(`через (?:(\\d+|${countsRu.join('|')})\\s+)?(день|дн|недел|месяц)`, 'iu'),
    (found, today) => after(today, numberOf(found[1] ?? '1', countsRu), found[2]!),
  ],
  [/\bnext week\b|на следующей неделе/iu, (_, today) => next(today, 1, 0)],
  [
    new RegExp(`\\b(?:(\\d{1,2})(?:st|nd|rd|th)?(?: of)? )?(${monthsEn.join('|')})(?: (\\d{1,2})(?:st|nd|rd|th)?\\b)?`, 'iu'),
    (found, today) => ofMonth(today, monthsEn.indexOf(found[2]!.toLowerCase()), found[1] ?? found[3]),
  ],
  [
    new RegExp(`(?<!\\d)(\\d{1,2})(?:-го)? (${monthsRu.join('|')})`, 'iu'),
    (found, today) =>
      ofMonth(
        today,
        monthsRu.findIndex((month) => new RegExp(`^${month}`, 'iu').test(found[2]!)),
        found[1],
      ),
  ],
];

/** The day that a sentence names, as `YYYY-MM-DD` in the call's own zone; nothing when it names none. */
export function dueDateIn(text: string, { at, timeZone }: Moment): string | undefined {
  const today = dayOf(at, timeZone);
  for (const [pattern, dayFor] of rules) {
    const found = pattern.exec(text);
    const day = found && dayFor(found, today);
    if (day) return day.toISOString().slice(0, 10);
  }
  return undefined;
}

/** The calendar day of an instant in a zone, as midnight UTC of that day. */
export function dayOf(at: Date, timeZone: string): Date {
  try {
    const parts = new Intl.DateTimeFormat('en-CA', { timeZone: timeZone || 'UTC', year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
    return new Date(`${parts}T00:00:00Z`);
  } catch {
    return dayOf(at, 'UTC');
  }
}

function plus(day: Date, days: number): Date {
  return new Date(day.getTime() + days * dayMs);
}

function utc(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month, day));
}

/** The next such weekday, never today; `weeks` 1 for the one of the week after this. */
function next(today: Date, weekday: number, weeks: number): Date | undefined {
  if (weekday < 0) return undefined;
  const ahead = (weekday - today.getUTCDay() + 7) % 7 || 7;
  const monday = 7 - ((today.getUTCDay() + 6) % 7);
  return weeks > 0 && ahead < monday ? plus(today, ahead + 7) : plus(today, ahead);
}

function after(today: Date, count: number | undefined, unit: string): Date | undefined {
  if (count === undefined) return undefined;
  if (/^(?:day|д)/iu.test(unit)) return plus(today, count);
  if (/^(?:week|нед)/iu.test(unit)) return plus(today, 7 * count);
  const last = utc(today.getUTCFullYear(), today.getUTCMonth() + count + 1, 0).getUTCDate();
  return utc(today.getUTCFullYear(), today.getUTCMonth() + count, Math.min(today.getUTCDate(), last));
}

/** A day of a month that is ahead; a month alone names no day, and there is no 31st of November. */
function ofMonth(today: Date, month: number, day: string | undefined): Date | undefined {
  if (month < 0 || day === undefined || Number(day) < 1) return undefined;
  const year = today.getUTCFullYear();
  return [year, year + 1].map((one) => utc(one, month, Number(day))).find((found) => found >= today && found.getUTCMonth() === month);
}

function numberOf(word: string, counts: readonly string[]): number | undefined {
  if (/^an?$/i.test(word)) return 1;
  if (/^\d+$/.test(word)) return Number(word) <= 366 ? Number(word) : undefined;
  const found = counts.findIndex((count) => new RegExp(`^(?:${count})$`, 'iu').test(word));
  return found < 0 ? undefined : found;
}
