// npm run eval -- speech: measures what models do on labelled examples, and writes bench/eval.json. Without a name, everything.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * One measured number; `low` and `high` bound it with 95 % confidence where there is anything to draw from again.
 * @typedef {{ id: string, value: number, low?: number, high?: number, n: number, goal: string, holds: boolean }} Row
 */
const results = new URL('../../../bench/eval.json', import.meta.url);
const names = readdirSync(new URL('./', import.meta.url)).flatMap((file) => /^(.+)\.eval\.mjs$/.exec(file)?.[1] ?? []);
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; there are: ${names.join(', ')}`);

for (const name of wanted.length > 0 ? wanted : names) {
  /** @type {{ measure: () => Promise<Row[]> }} */
  const { measure } = await import(`./${name}.eval.mjs`);
  const rows = await measure();
  keep(rows);
  for (const { id, value, low, high, n, goal, holds } of rows) {
    const bounds = low === undefined ? '' : ` [${low}, ${high}]`;
    process.stdout.write(`${holds ? '✓' : '✗'} ${id}  ${value}${bounds}  n=${n}  ${goal}\n`);
  }
}

/** @param {readonly Row[]} rows */
function keep(rows) {
  /** @type {Row[]} */
  const before = readdirSync(new URL('./', results)).includes('eval.json') ? JSON.parse(readFileSync(results, 'utf8')) : [];
  const others = before.filter(({ id }) => !rows.some((row) => row.id === id));
  const all = [...others, ...rows].toSorted((a, b) => a.id.localeCompare(b.id));
  writeFileSync(results, `${JSON.stringify(all, null, 2)}\n`);
}
