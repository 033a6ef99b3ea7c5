import { sql } from 'kysely';

/** The best passages by BM25 over every passage that has a word of the question. @param {any} tx @param {ReadonlyMap<string, number>} weights @param {{ language: string, audiences: readonly number[] }} readers @returns {Promise<string[]>} */
export async function exhaustiveWords(tx, weights, { language, audiences }) {
  const { rows } =
    await sql`with average as (select sum(lexemes)::float8 / sum(passages) as length from index_sizes where tenant_id = ${tx.call.tenant} and language = ${language})
    select t.passage_id as id from unnest(${[...weights.keys()]}::text[], ${[...weights.values()]}::float8[]) q (term, idf)
    join passage_terms t on t.tenant_id = ${tx.call.tenant} and t.language = ${language} and t.term = q.term and t.audience = any(${[...audiences]}::int[]) cross join average
    group by 1 order by sum(q.idf * t.tf * 2.2 / (t.tf + 1.2 * (0.25 + 0.75 * t.length / average.length))) desc, 1 limit 5`.execute(tx.sql);
  return rows.map((/** @type {any} */ { id }) => id);
}

/** The nearest passages by every vector of the tenant. @param {any} tx @param {{ language: string, audiences: readonly number[], vector: readonly number[] }} asked @returns {Promise<string[]>} */
export async function exhaustiveVectors(tx, { language, audiences, vector }) {
  const { rows } = await sql`select id from passages where tenant_id = ${tx.call.tenant} and language = ${language} and audience = any(${[...audiences]}::int[])
    order by embedding <=> ${JSON.stringify(vector)}::vector, id limit 5`.execute(tx.sql);
  return rows.map((/** @type {any} */ { id }) => id);
}
