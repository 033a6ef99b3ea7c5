import { solve } from './cholesky.js';

/** Rows of zeros and ones: for each row the columns that are one. */
export interface SparseRows {
  readonly columns: number;
  readonly active: readonly (readonly number[])[];
  readonly succeeded: readonly boolean[];
  readonly weights: readonly number[];
}

/** A fitted logistic regression. */
export interface Fit {
  readonly intercept: number;
  readonly coefficients: Float64Array;
  readonly steps: number;
  /** False when it stopped before the gradient vanished. */
  readonly converged: boolean;
}

/** The chance that a logit stands for. */
export function chance(logit: number): number {
  return logit >= 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit));
}

/**
 * Logistic regression with a ridge on all but the intercept, by iteratively reweighted least squares. Newton's step alone may overshoot;
 * it is halved until the loss falls, so the fit never diverges, also where the rows can be separated.
 */
export function fitLogistic(rows: SparseRows, ridge: number, mostSteps = 60): Fit {
  let at: Float64Array = new Float64Array(rows.columns + 1);
  let loss = lossOf(rows, at, ridge);
  for (let steps = 0; steps < mostSteps; steps += 1) {
    const { gradient, curvature } = slopeOf(rows, at, ridge);
    if (gradient.every((slope) => Math.abs(slope) < 1e-6)) return fitOf(at, steps, true);
    const step = solve(curvature, gradient);
    if (!step) return fitOf(at, steps, false);
    const next = descend(rows, { at, loss, step }, ridge);
    if (!next)
      return fitOf(
        at,
        steps,
        gradient.every((slope) => Math.abs(slope) < 1e-3),
      );
    ({ at, loss } = next);
  }
  return fitOf(at, mostSteps, false);
}

function descend(rows: SparseRows, { at, loss, step }: { readonly at: Float64Array; readonly loss: number; readonly step: Float64Array }, ridge: number) {
  for (let share = 1; share > 1e-6; share /= 2) {
    const next = at.map((value, place) => value - share * step[place]!);
    const lower = lossOf(rows, next, ridge);
    if (lower < loss) return { at: next, loss: lower };
  }
  return undefined;
}

function fitOf(at: Float64Array, steps: number, converged: boolean): Fit {
  return { intercept: at[0]!, coefficients: at.slice(1), steps, converged };
}

function logitOf(at: Float64Array, active: readonly number[]): number {
  let logit = at[0]!;
  for (const column of active) logit += at[column + 1]!;
  return logit;
}

function lossOf({ active, succeeded, weights }: SparseRows, at: Float64Array, ridge: number): number {
  let loss = 0;
  for (const [row, columns] of active.entries()) {
    const margin = logitOf(at, columns) * (succeeded[row] ? 1 : -1);
    loss += weights[row]! * (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin);
  }
  for (let column = 1; column < at.length; column += 1) loss += (ridge / 2) * at[column]! ** 2;
  return loss;
}

function slopeOf({ active, succeeded, weights }: SparseRows, at: Float64Array, ridge: number) {
  const gradient = at.map((value, place) => (place === 0 ? 0 : ridge * value));
  const curvature = Array.from({ length: at.length }, (_, place) =>
    Float64Array.from({ length: at.length }, (_unused, other) => (place === other && place > 0 ? ridge : 0)),
  );
  curvature[0]![0] = 1e-9;
  for (const [row, columns] of active.entries()) {
    const probability = chance(logitOf(at, columns));
    const miss = weights[row]! * (probability - (succeeded[row] ? 1 : 0));
    const bend = weights[row]! * Math.max(probability * (1 - probability), 1e-9);
    const places = [0, ...columns.map((column) => column + 1)];
    for (const place of places) {
      gradient[place]! += miss;
      const line = curvature[place]!;
      for (const other of places) line[other]! += bend;
    }
  }
  return { gradient, curvature };
}
