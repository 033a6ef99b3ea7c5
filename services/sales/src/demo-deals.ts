import { drawn, type DemoPastPerson } from '@rapport/runtime';
import type { Pipeline } from './domain/pipeline.js';

/** A made-up deal with its past, in days before now. */
export interface DemoDeal {
  readonly id: string;
  readonly person: DemoPastPerson;
  readonly title: string;
  readonly amountMinor: number;
  readonly source: string;
  /** The stages it was in, by their place in the pipeline, the first one first. */
  readonly stays: readonly { readonly stage: number; readonly daysAgo: number }[];
  readonly closeReason: string;
  readonly nextStep: string;
  /** Days until it is expected to be won; before now for those that are late. */
  readonly closesInDays: number;
}

const sources = [
  ['referral', 0.18, 1.4],
  ['web-form', 0.25, 0.2],
  ['event', 0.14, 0.5],
  ['ads', 0.28, -0.4],
  ['cold', 0.15, -1.1],
] as const;
const wares = [
  'Стойки',
  'Складская система',
  'Обслуживание на год',
  'Пилот',
  'Поставка оборудования',
  'Внедрение',
  'Расширение',
  'Обучение команды',
  'Модернизация линии',
  'Аренда техники',
];
const nextSteps = ['Позвонить', 'Отправить расчёт', 'Согласовать договор', 'Показать на объекте', 'Уточнить бюджет'];
const lossReasons = ['price', 'competitor', 'timing', 'no-budget', 'no-answer'];
const openStages = 5;

/**
 * What somebody buys, or does not. It depends on what a model can see, as in life and never wholly: where it came from, how large it is, how fast it went, how often they spoke.
 */
export function demoDeal(at: number, person: DemoPastPerson): DemoDeal {
  const draw = drawn(700_000 + at);
  const [source, , pull] = weighted(draw());
  const amount = Math.round(Math.exp(Math.log(280_000) + gauss(draw) * 1.1) / 1000) * 1000;
  const slowness = 3 + -Math.log(1 - draw()) * 9;
  const early = person.touches.filter(({ daysAgo }) => daysAgo >= person.knownDaysAgo - 30).length;
  const chance = logistic(-0.5 + pull - 0.55 * Math.log(amount / 280_000) + 0.28 * (early - 3) - 0.11 * (slowness - 12) + gauss(draw) * 0.5);
  const won = draw() < chance;
  const length = openStages * slowness * (0.7 + draw() * 0.6);
  const ended = length < person.knownDaysAgo - 1 && draw() < 0.96;
  return {
    id: `01900000-0000-7000-8000-e0${at.toString(16).padStart(10, '0')}`,
    person,
    title: `${one(wares, draw)}, ${person.familyName}`,
    amountMinor: amount * 100,
    source,
    stays: staysOf(draw, { knownDaysAgo: person.knownDaysAgo, slowness, won, ended }),
    closeReason: !ended ? '' : won ? 'fit' : one(lossReasons, draw),
    nextStep: one(nextSteps, draw),
    closesInDays: Math.round(length - person.knownDaysAgo + draw() * 20),
  };
}

/** The stage of a pipeline that a place in a deal's past means. */
export function stageAt({ stages }: Pick<Pipeline, 'stages'>, place: number) {
  return stages[Math.min(place, stages.length - 1)]!;
}

interface Course {
  readonly knownDaysAgo: number;
  readonly slowness: number;
  readonly won: boolean;
  readonly ended: boolean;
}

function staysOf(draw: () => number, { knownDaysAgo, slowness, won, ended }: Course): DemoDeal['stays'] {
  const reached = ended && won ? openStages : 1 + Math.floor(draw() * openStages);
  const stays = [{ stage: 0, daysAgo: knownDaysAgo }];
  let daysAgo = knownDaysAgo;
  const step = () => (daysAgo -= Math.max(0.2, slowness * (0.5 + draw())));
  for (let stage = 1; stage < reached; stage += 1) {
    if (step() <= 1) return ended ? [...stays, endOf(won, Math.max(0.5, daysAgo))] : stays;
    stays.push({ stage, daysAgo });
  }
  step();
  return ended ? [...stays, endOf(won, Math.max(0.5, daysAgo))] : stays;
}

function endOf(won: boolean, daysAgo: number) {
  return { stage: won ? openStages : openStages + 1, daysAgo };
}

function weighted(drawn: number): (typeof sources)[number] {
  let left = drawn;
  return sources.find(([, share]) => (left -= share) < 0) ?? sources[0];
}

function gauss(draw: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function one<T>(of: readonly T[], draw: () => number): T {
  return of[Math.floor(draw() * of.length)]!;
}
