import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { binCount, binOf, learnBins } from './bins.js';
import { dice } from '../../../eval/dice.mjs';
import type { Example, Features } from './example.js';
import { fairnessOf } from './fairness.js';
import { scanForLeakage } from './leakage.js';
import { fitLogistic } from './logistic.js';
import { aucOf, qualityOf } from './measures.js';
import { judge } from './promotion.js';
import { ruleScore } from './rule-score.js';
import { scoreOf, topReasons, trainScorecard } from './scorecard.js';
import { splitByTime, train } from './training.js';

/** Records whose end follows their source and how often they were spoken with. */
function history(count: number, more: (succeeded: boolean) => Features = () => ({}), seed = 7): Example[] {
  const roll = dice(seed);
  return Array.from({ length: count }, (_, at) => {
    const source = roll() < 0.5 ? 'referral' : 'ads';
    const touches = Math.floor(roll() * 8);
    const succeeded = roll() < 1 / (1 + Math.exp(1.5 - (source === 'referral' ? 1.5 : 0) - touches * 0.3));
    const at0 = new Date(Date.UTC(2026, 0, 1 + at / 4));
    return { id: `s${at}`, recordId: `r${at}`, at: at0, outcomeAt: at0, succeeded, features: { source, touches, fixed: 'same', ...more(succeeded) } };
  });
}
const value = fc.oneof(fc.constant(undefined), fc.constant(''), fc.double(), fc.boolean(), fc.string());

describe('bins', () => {
  it('hold every value there is, known or not, and keep the order of numbers', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), value, (seen, asked) => {
        const [bins] = learnBins(
          seen.map((one) => ({ f: one })),
          { mostBins: 5, leastRows: 2 },
        );
        const place = binOf(bins!, asked);
        expect(Number.isInteger(place) && place >= 0 && place < binCount(bins!)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 2, maxLength: 80 }), fc.integer(), fc.integer(), (seen, a, b) => {
        const [bins] = learnBins(
          seen.map((one) => ({ f: one })),
          { mostBins: 6, leastRows: 1 },
        );
        expect(binOf(bins!, Math.min(a, b))).toBeLessThanOrEqual(binOf(bins!, Math.max(a, b)));
      }),
    );
  });
});

describe('the regression', () => {
  it('comes to an end with finite numbers, also on rows that can be separated', () => {
    const row = fc.record({ a: fc.nat(2), b: fc.nat(2), won: fc.boolean(), separate: fc.boolean() });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 60 }), fc.boolean(), (drawn, separable) => {
        const rows = {
          columns: 6,
          active: drawn.map(({ a, b }) => [a, 3 + b]),
          succeeded: drawn.map(({ a, won }) => (separable ? a > 0 : won)),
          weights: drawn.map(() => 1),
        };
        const fit = fitLogistic(rows, 1);
        expect(fit.converged && [fit.intercept, ...fit.coefficients].every(Number.isFinite)).toBe(true);
      }),
    );
  });
});

describe('a scorecard', () => {
  it('gives contributions that sum to the logit exactly, and 0 on average', () => {
    const card = trainScorecard(history(200));
    fc.assert(
      fc.property(fc.record({ source: value, touches: value, other: value }), (features) => {
        const { logit, probability, contributions } = scoreOf(card, features);
        expect(contributions.reduce((sum, { weight }) => sum + weight, card.base)).toBeCloseTo(logit, 10);
        expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logit)), 12);
      }),
    );
    const sums = history(200).map(({ features }) => scoreOf(card, features).logit - card.base);
    expect(sums.reduce((sum, one) => sum + one, 0) / 200).toBeCloseTo(0, 9);
  });

  it('names what speaks for and against', () => {
    const { contributions } = scoreOf(trainScorecard(history(400)), { source: 'referral', touches: 0 });
    expect(topReasons(contributions).map(({ feature, weight }) => [feature, weight > 0])).toEqual(
      expect.arrayContaining([
        ['source', true],
        ['touches', false],
      ]),
    );
  });
});

describe('the measures', () => {
  it('know order and calibration', () => {
    const one = (probability: number, succeeded: boolean) => ({ probability, succeeded, weight: 1 });
    expect([aucOf([one(0.1, false), one(0.9, true)]), aucOf([one(0.9, false), one(0.1, true)]), aucOf([one(0.5, false), one(0.5, true)])]).toEqual([1, 0, 0.5]);
    const said = Array.from({ length: 1000 }, (_, at) => one(0.3, at % 10 < 3));
    expect(qualityOf(said)).toMatchObject({ ece: expect.closeTo(0, 1), brier: expect.closeTo(0.21, 5), rate: 0.3, count: 1000 });
  });
});

describe('training', () => {
  it('learns from the older records, is judged on the latest, and comes near the truth', () => {
    const { older, latest } = splitByTime(history(400));
    expect([older.length, latest.length]).toEqual([300, 100]);
    expect(Math.max(...older.map(({ outcomeAt }) => +outcomeAt))).toBeLessThanOrEqual(Math.min(...latest.map(({ outcomeAt }) => +outcomeAt)));
    const trained = train(history(1200))!;
    expect(trained).toMatchObject({ verdict: { promote: true, reason: 'first' }, learntFrom: 900 });
    expect([trained.quality.auc > 0.65, trained.quality.ece < 0.1]).toEqual([true, true]);
  });

  it('refuses what tells the outcome, and what tells nothing, by name', () => {
    const leaky = history(300, (succeeded) => ({ invoice: succeeded ? 7 : undefined, paid: undefined }));
    expect(scanForLeakage(leaky)).toMatchObject([
      { feature: 'fixed', warning: 'constant' },
      { feature: 'invoice', warning: 'separates', auc: expect.closeTo(1, 2) },
      { feature: 'paid', warning: 'constant' },
    ]);
    expect(train(leaky)!.card.features.map(({ bins }) => bins.feature)).toEqual(['source', 'touches']);
  });

  it('does not begin below forty ends of each kind', () => {
    expect(train(history(60))).toBeUndefined();
    expect(ruleScore({ source: 'referral', phone: true }).probability).toBeGreaterThan(ruleScore({ source: 'ads', phone: false }).probability);
  });

  it('replaces a model only by a better one', () => {
    const quality = { ...qualityOf([]), auc: 0.8, brier: 0.15, ece: 0.03, rate: 0.4 };
    expect(judge(quality, { ...quality, auc: 0.7 })).toEqual({ promote: true, reason: 'better' });
    expect(judge(quality, quality)).toEqual({ promote: false, reason: 'not-better' });
    expect(judge({ ...quality, ece: 0.2 }, { ...quality, auc: 0.7 })).toEqual({ promote: false, reason: 'calibration-worse' });
    expect(judge({ ...quality, auc: 0.51 })).toEqual({ promote: false, reason: 'no-better-than-chance' });
  });
});

describe('the fairness report', () => {
  it('sets groups beside one another, none so small that it tells of single people', () => {
    const of = (language: string, probability: number, count: number) =>
      Array.from({ length: count }, (_, at) => ({ probability, succeeded: at % 2 === 0, weight: 1, groups: { language } }));
    expect(fairnessOf([...of('ru', 0.6, 40), ...of('en', 0.3, 20), ...of('fr', 0.9, 3)])).toMatchObject([
      { by: 'language', group: 'ru', count: 40, bias: expect.closeTo(0.1, 5), disparity: 1 },
      { by: 'language', group: 'en', disparity: expect.closeTo(0.5, 9) },
    ]);
  });
});
