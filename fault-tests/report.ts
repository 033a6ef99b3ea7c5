import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../deploy/local/places.mjs';
import type { Outcomes } from './trial.js';

const file = join(root, 'bench/faults.json');

/** Rows tried anew in the place of those of the same fault; the others stay. In the order of their numbers. */
export function merged(kept: readonly Outcomes[], fresh: readonly Outcomes[]): Outcomes[] {
  const renewed = new Set(fresh.map(({ id }) => id));
  return [...kept.filter(({ id }) => !renewed.has(id)), ...fresh].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
}

/** Keeps rows in `bench/faults.json`. */
export function keep(fresh: readonly Outcomes[]): void {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Outcomes[]) : [];
  writeFileSync(file, `${JSON.stringify(merged(kept, fresh), null, 2)}\n`);
}

/** One row for people. */
export function lineOf({ rounds, bit, commands, ok, refused, unknown, lost, doubled }: Outcomes): string {
  return `${bit} of ${rounds} rounds hit, ${commands} commands: ${ok} ok, ${refused} refused, ${unknown} unknown; ${lost} lost, ${doubled} doubled`;
}
