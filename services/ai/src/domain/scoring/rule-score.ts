import type { Features } from './example.js';
import { chance } from './logistic.js';
import type { ScoreAnswer } from './scorecard.js';

/** Version of the rules below. */
export const ruleVersion = '1';

type Rule = readonly [feature: string, points: (value: unknown) => number];

const whenTrue = (points: number) => (value: unknown) => (value === true ? points : 0);
const rules: readonly Rule[] = [
  ['source', (value) => (value === 'referral' ? 0.7 : 0)],
  ['email', (value) => (value === 'company' ? 0.4 : value === 'none' ? -0.3 : 0)],
  ['phone', whenTrue(0.3)],
  ['interest', (value) => (value === 'long' || value === 'medium' ? 0.3 : 0)],
  ['status', (value) => (value === 'qualified' ? 1 : 0)],
  ['next_step', (value) => (value === true ? 0.3 : -0.3)],
  ['next_step_overdue', whenTrue(-0.5)],
  ['days_open', (value) => (Number(value) > 60 ? -0.6 : 0)],
  ['days_in_stage', (value) => (Number(value) > 30 ? -0.5 : 0)],
  ['touches', (value) => (Number(value) >= 3 ? 0.5 : 0)],
  ['won_before', (value) => (Number(value) > 0 ? 0.8 : 0)],
];

/** A plain guess by rules of thumb, for tenants whose own history is too short to learn from. */
export function ruleScore(features: Features): ScoreAnswer {
  const stage = Number(features['stage_probability'] ?? 0) / 100;
  const base = stage > 0 && stage < 1 ? Math.log(stage / (1 - stage)) : -1.1;
  const contributions = rules
    .filter(([feature]) => feature in features)
    .map(([feature, points]) => ({ feature, value: String(features[feature]).slice(0, 80), weight: points(features[feature]) }));
  const logit = contributions.reduce((sum, { weight }) => sum + weight, base);
  return { logit, probability: chance(logit), contributions };
}
