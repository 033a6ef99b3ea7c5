import { drawn } from '@rapport/runtime';
import { leadStatus } from './domain/lead.js';

/** A made-up lead with its past, in days before now. */
export interface DemoLead {
  readonly id: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly companyName: string;
  readonly jobTitle: string;
  readonly email: string;
  readonly phone: string;
  readonly interest: string;
  readonly source: string;
  readonly channel: string;
  readonly campaign: string;
  readonly daysAgo: number;
  readonly status: number;
  readonly statusReason: string;
  /** What it became. */
  readonly contactId?: string;
  readonly companyId?: string;
  /** When it came to its status. */
  readonly statusDaysAgo: number;
}

const given = ['Анна', 'Виктор', 'Диана', 'Игорь', 'Ксения', 'Максим', 'Наталья', 'Пётр', 'Светлана', 'Юрий'];
const families = ['Алмаз', 'Бондарь', 'Вольф', 'Гринь', 'Дорош', 'Ким', 'Лысенко', 'Мороз', 'Нечай', 'Савенко', 'Ткач', 'Черных'];
const firms = ['Тёплый дом', 'Полярис', 'Мастерская 12', 'Зерно и соль', 'Городской склад', 'Линия роста', 'Три сосны', 'Верста'];
const wants = [
  'Нужен расчёт на два склада.',
  'Хотим посмотреть, подойдёт ли нам.',
  'Сколько стоит?',
  'Ищем поставщика на следующий год: объём около ста мест, сроки — весна, сравниваем троих. Пришлите, пожалуйста, условия и перезвоните во вторник.',
  '',
];
const ways = [
  ['referral', 'call', 1.2],
  ['web-form', 'form', 0.3],
  ['event', 'import', 0],
  ['ads', 'form', -0.6],
  ['chat', 'chat', 0.4],
  ['mailing', 'mail', -0.3],
] as const;
const noReasons = ['no-budget', 'no-need', 'spam', 'wrong-region', 'no-answer'];

/** Somebody who asked. Whether anything comes of it depends on the way they came, on how they can be reached, and on how much they say. */
export function demoLead(at: number): DemoLead {
  const draw = drawn(900_000 + at);
  const [source, channel, pull] = one(ways, draw);
  const [withPhone, withFirm] = [draw() < 0.7, draw() < 0.6];
  const interest = one(wants, draw);
  const daysAgo = 0.2 + draw() * 180;
  const chance = 1 / (1 + Math.exp(-(-0.9 + pull + (withPhone ? 0.8 : -0.4) + (withFirm ? 0.7 : -0.3) + interest.length / 150)));
  const { status, statusReason } = endOf(draw, daysAgo, draw() < chance);
  return {
    id: `01900000-0000-7000-8000-f0${at.toString(16).padStart(10, '0')}`,
    givenName: one(given, draw),
    familyName: one(families, draw),
    companyName: withFirm ? one(firms, draw) : '',
    jobTitle: withFirm && draw() < 0.5 ? 'Закупщик' : '',
    email: withFirm ? `lead${at}@firm${at % 40}.example` : `lead${at}@post.example`,
    phone: withPhone ? `+7900555${5000 + at}` : '',
    interest,
    source,
    channel,
    campaign: source === 'ads' ? one(['spring', 'stock-sale', 'autumn'], draw) : '',
    daysAgo,
    status,
    statusReason,
    statusDaysAgo: daysAgo * draw(),
  };
}

function endOf(draw: () => number, daysAgo: number, good: boolean): Pick<DemoLead, 'status' | 'statusReason'> {
  if (daysAgo < 20 || draw() < 0.15) {
    const status = draw() < 0.5 ? leadStatus.new : draw() < 0.6 ? leadStatus.working : leadStatus.qualified;
    return { status, statusReason: status === leadStatus.qualified ? 'fits' : '' };
  }
  return good ? { status: leadStatus.converted, statusReason: 'fits' } : { status: leadStatus.disqualified, statusReason: one(noReasons, draw) };
}

function one<T>(of: readonly T[], draw: () => number): T {
  return of[Math.floor(draw() * of.length)]!;
}
