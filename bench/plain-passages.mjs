/**
 * Retrieval as one would write it for one tenant without rights: the extension's own index and full text search's own rank, fifty of each in one statement.
 * What a floor asks: tenant, language, question, vector, bits of the vector.
 */
export const plainRetrieval = `with q as (select replace(plainto_tsquery((case $2::text when 'ru' then 'russian' else 'english' end)::regconfig, $3::text)::text, ' & ', ' | ')::tsquery as q),
  said as (select p.id from bench_plain.passages p, q where p.tenant = $1::text and p.language = $2::text and p.words @@ q.q order by ts_rank(p.words, q.q) desc limit 50),
  near as materialized (select id, embedding from bench_plain.passages where tenant = $1::text and language = $2::text order by sketch <~> $5::text::bit(1024) limit 200),
  nearest as (select id from near order by embedding <=> $4::text::vector limit 50)
  select id from said union all select id from nearest`;

/** Copies the loaded passages into a table of its own. @param {import('./floor.mjs').Floor} floor @param {import('pg').Pool} pool */
export async function makePlainPassages(floor, pool) {
  await floor.script(['drop schema if exists bench_plain cascade', 'create schema bench_plain']);
  const columns = `tenant_id as tenant, id, language, embedding, sketch, to_tsvector((case language when 'ru' then 'russian' else 'english' end)::regconfig, title || ' ' || array_to_string(sentences, ' ')) as words`;
  const { rows } = await pool.query(`select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user`);
  await floor.script([
    ...(rows[0]?.sees ? [] : ['alter table ai.passages no force row level security']),
    `create table bench_plain.passages as select ${columns} from ai.passages`,
    ...(rows[0]?.sees ? [] : ['alter table ai.passages force row level security']),
    `set maintenance_work_mem = '512MB'`,
    'create index on bench_plain.passages using hnsw (sketch bit_hamming_ops)',
    'create index on bench_plain.passages using gin (words)',
    'create index on bench_plain.passages (tenant, language)',
    'vacuum analyze bench_plain.passages',
  ]);
}
