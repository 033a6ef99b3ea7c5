// Counts in how many demo articles each hashed feature stands, and writes the weights of the embedded vectors. A new run is a new version: what is indexed has to be indexed anew.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const slots = 4096;
const version = Number(process.argv[2] ?? 1);
const target = new URL('../src/embedding/frozen-idf.ts', import.meta.url);
writeFileSync(target, `export const idfVersion = ${version};\nexport const frozenIdf: readonly number[] = Array.from({ length: ${slots} }, () => 1);\n`);
const { featuresOf } = await import('../src/embedding/hashed.embedder.js');

const articles = ['ru', 'en'].flatMap((language) => {
  const folder = new URL(`../../service-desk/demo/${language}/`, import.meta.url);
  return readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
});
const counts = Array.from({ length: slots }, () => 0);
for (const article of articles) for (const slot of new Set([...featuresOf(article)].map((hash) => hash % slots))) counts[slot] += 1;
const weights = Buffer.from(counts.map((count) => Math.min(255, Math.round(32 * Math.log(1 + articles.length / (1 + count))))));
const packed = weights
  .toString('base64')
  .match(/.{1,150}/g)
  .map((line) => `  '${line}'`)
  .join(' +\n');
writeFileSync(
  target,
  `/** Which weights these are: vectors made with others are never compared with these. */
export const idfVersion = ${version};

// Made by eval/freeze-idf.mjs from the demo articles: a byte for each slot, 32 times the weight.
const packed =
${packed};

/** How much a hashed feature tells, by its slot. */
export const frozenIdf: readonly number[] = Array.from(Buffer.from(packed, 'base64'), (byte) => byte / 32);
`,
);
