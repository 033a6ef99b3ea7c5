import { readdirSync, readFileSync } from 'node:fs';
import { ai } from '@rapport/ai';
import { hashedVector, passagesOf, sketchOf } from '@rapport/ai/retrieval';
import { readSettings } from '@rapport/config';
import { migrate, migrateKeyring, schemaOf, UnitOfWork } from '@rapport/persistence';
import { openInstallation } from '@rapport/runtime';
import { sql } from 'kysely';
import { callBy, seller } from './house.mjs';
import { randomFrom } from './random.mjs';

/** What vectors of these passages are said to be of. */
export const model = 'bench';
const portion = 1000;

/**
 * A passage as it is loaded.
 * @typedef {{ id: string, language: string, audience: number, title: string, sentences: readonly string[], sketch: string, embedding: string }} Loaded
 */

/** The tables of the service `ai`, with nobody at work in the background. @param {import('./stage.mjs').Place} place */
export async function openKnowledge(place) {
  const installation = await openInstallation(readSettings({ ...place.env, LOG_LEVEL: 'silent' }), () => undefined);
  installation.secrets.keep();
  const { db, clock, ids } = installation;
  await migrate(db, { service: ai.name, folder: ai.migrations });
  await migrateKeyring(db, [ai.name]);
  const never = async () => {
    throw new Error('No command here has a key');
  };
  const work = new UnitOfWork({ db, names: schemaOf(ai.name), clock, ids, sealer: { seal: never, open: never } });
  return { db, work, close: () => installation.close() };
}

/** A call of somebody in a tenant of a benchmark. @param {string} tenant */
export const readerOf = (tenant) => callBy(/** @type {any} */ ({ ...seller, tenant }));

/** The passages of the demo articles of both languages, as those of a tenant. @param {number} seed @returns {Loaded[]} */
export function knownPassages(seed) {
  const articles = ['ru', 'en'].flatMap((language) => {
    const folder = new URL(`../services/service-desk/demo/${language}/`, import.meta.url);
    const files = readdirSync(folder).toSorted();
    return files.map((file) => ({ language, lines: readFileSync(new URL(file, folder), 'utf8').split('\n') }));
  });
  const cut = articles.flatMap(({ language, lines: [title = '', _head, ...lines] }) =>
    passagesOf(lines.join('\n').trim()).map(({ sentences }) => ({ sentences, language, title: title.slice(2) })),
  );
  return cut.map((said, at) => ({ ...said, id: idOf(seed, 900_000_000 + at), audience: 1 + (at % 2), ...vectorsOf(said) }));
}

/**
 * Passages that nobody wrote: sentences of four that somebody did, and some words of no language, a few of them in many passages and most in few. Always the same
 * for the same seed.
 * @param {readonly Loaded[]} known @param {number} seed @returns {Generator<Loaded, never>}
 */
export function* madePassages(known, seed) {
  const said = saidPassages(known, seed);
  for (;;) {
    const one = said.next().value;
    yield { ...one, ...vectorsOf(one) };
  }
}

/** What such passages say, without their vectors. @param {readonly Loaded[]} known @param {number} seed @returns {Generator<Omit<Loaded, 'sketch' | 'embedding'>, never>} */
export function* saidPassages(known, seed) {
  const random = randomFrom(seed);
  const own = { ru: known.filter(({ language }) => language === 'ru'), en: known.filter(({ language }) => language === 'en') };
  for (let at = 0; ; at += 1) {
    const language = at % 2 ? 'ru' : 'en';
    const four = [0, 1, 2, 3].map(() => random.pick(own[language]));
    const invented = Array.from({ length: 12 }, () => inventedWord(language, Math.floor(40_000 ** (random.below(10_000) / 10_000))));
    const sentences = [...four.map(({ sentences: some }) => random.pick(some)), `${invented.join(' ')}.`];
    const title = `${four[0]?.title} ${inventedWord(language, random.below(40_000))}`;
    yield { id: idOf(seed, at), language, audience: 1 + random.below(2), title, sentences };
  }
}

/** A passage's vector as the product makes it, in thousandths: only its direction is compared. @param {{ title: string, sentences: readonly string[] }} said */
function vectorsOf({ title, sentences }) {
  const vector = hashedVector([title, ...sentences].join('\n'));
  return { sketch: sketchOf(vector), embedding: `[${vector.map((value) => Math.round(value * 1000)).join(',')}]` };
}

/** @param {number} seed @param {number} at */
const idOf = (seed, at) => `0190${String(seed).padStart(4, '0')}-0000-7000-8000-${String(at).padStart(12, '0')}`;

/** @param {string} language @param {number} number */
function inventedWord(language, number) {
  const [first = '', second = ''] = language === 'ru' ? ['бвгджзклмнпрст', 'аеиоу'] : ['bcdfgklmnprstv', 'aeiou'];
  let word = '';
  for (let rest = number + 70; rest > 0; rest = Math.floor(rest / 70)) word += `${first[rest % 14]}${second[Math.floor(rest / 14) % 5]}`;
  return word;
}

/** Fills a tenant's index. @param {UnitOfWork} work @param {string} tenant @param {readonly Loaded[]} loaded */
export async function loadPassages(work, tenant, loaded) {
  for (let from = 0; from < loaded.length; from += portion) {
    const some = loaded.slice(from, from + portion);
    await work.run(readerOf(tenant), async (tx) => {
      await sql`with given as (select * from jsonb_to_recordset(${JSON.stringify(some)}::jsonb)
          as g (id uuid, language text, audience int, title text, sentences text[], sketch text, embedding text)),
        lexemes as materialized (select g.id, g.language, g.audience, l.lexeme, coalesce(array_length(l.positions, 1), 1) as tf,
            sum(coalesce(array_length(l.positions, 1), 1)) over (partition by g.id) as length from given g
          cross join lateral unnest(to_tsvector((case g.language when 'ru' then 'russian' else 'english' end)::regconfig, g.title || ' ' || array_to_string(g.sentences, ' '))) l),
        put as (insert into passages (tenant_id, id, article_id, version, number, language, audience, title, heading, sentences, length, model, dims, embedding, sketch)
          select ${tenant}, g.id, g.id, 1, 1, g.language, g.audience, g.title, '', g.sentences, l.length, ${model}, 1024,
            g.embedding::vector, g.sketch::bit(1024)
          from given g join (select distinct id, length from lexemes) l using (id) returning id)
        insert into passage_terms (tenant_id, language, audience, term, passage_id, tf, length)
          select ${tenant}, language, audience, lexeme, id, tf, length from lexemes where exists (select from put)`.execute(tx.sql);
    });
  }
}

/** Counts what the index counts as it grows. @param {UnitOfWork} work @param {string} tenant */
export async function countPassages(work, tenant) {
  await work.run(readerOf(tenant), async (tx) => {
    await sql`insert into term_frequencies (tenant_id, language, audience, term, passages)
      select tenant_id, language, audience, term, count(*) from passage_terms where tenant_id = ${tenant} group by 1, 2, 3, 4`.execute(tx.sql);
    await sql`insert into index_sizes (tenant_id, language, audience, passages, lexemes)
      select tenant_id, language, audience, count(*), sum(length) from passages where tenant_id = ${tenant} group by 1, 2, 3`.execute(tx.sql);
  });
}

/**
 * Does something while the tables have no index and no constraint but one key, and makes them again: much is loaded faster so.
 * @param {{ pool: import('pg').Pool }} db @param {(words: string) => void} say @param {() => Promise<void>} load
 */
export async function withoutIndexes({ pool }, say, load) {
  const { rows: indexes } = await pool.query(`select indexname as name, indexdef as made from pg_indexes
    where schemaname = 'ai' and tablename in ('passages', 'passage_terms') and indexname not in ('passages_pkey', 'passage_terms_pkey')`);
  const { rows: constraints } =
    await pool.query(`select conname as name, 'alter table ai.passage_terms add constraint ' || conname || ' ' || pg_get_constraintdef(oid) as made
    from pg_constraint where conrelid = 'ai.passage_terms'::regclass and contype in ('f', 'p') order by contype desc`);
  for (const { name } of indexes) await pool.query(`drop index ai.${name}`);
  for (const { name } of constraints) await pool.query(`alter table ai.passage_terms drop constraint ${name}`);
  await load();
  for (const { name, made } of [...constraints, ...indexes]) {
    say(`making ${name}`);
    await pool.query(`set search_path = ai, public; set maintenance_work_mem = '512MB'; ${made}; reset search_path; reset maintenance_work_mem`);
  }
  await pool.query('vacuum analyze');
}
