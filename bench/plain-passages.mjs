/**
 * Retrieval as one would write it for one tenant without rights: the extension's own index and full text search's own rank, fifty of each in one statement.
 * What a floor asks: tenant, language, question, vector, bits of the vector.
 */
export const plainRetrieval = `with q as (select replace(plainto_tsquery((case $2::text when 'ru' then 'russian' else 'english' end)::regconfig, $3::text)::text, ' & ', ' | ')::tsquery as q),
  said as (select p.id from bench_plain.words p, q where p.tenant = $1::text and p.language = $2::text and p.words @@ q.q order by ts_rank(p.words, q.q) desc limit 50),
  near as materialized (select id, embedding from ai.passages where tenant_id = $1::text and language = $2::text order by sketch <~> $5::text::bit(1024) limit 200),
  nearest as (select id from near order by embedding <=> $4::text::vector limit 50)
  select id from said union all select id from nearest`;

/** Puts the words of the loaded passages into a table of their own; their vectors are read where they are, by who is no subject of row security. @param {import('./floor.mjs').Floor} floor @param {import('pg').Pool} pool */
export async function makePlainWords(floor, pool) {
  const { rows } = await pool.query(`select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user`);
  const columns = `tenant_id as tenant, id, language, to_tsvector((case language when 'ru' then 'russian' else 'english' end)::regconfig, title || ' ' || array_to_string(sentences, ' ')) as words`;
  await floor.script([
    'drop schema if exists bench_plain cascade',
    'create schema bench_plain',
    // The owner is held to the policy by this alone; the product's role is no owner.
    ...(rows[0]?.sees ? [] : ['alter table ai.passages no force row level security']),
    `create table bench_plain.words as select ${columns} from ai.passages`,
    `set maintenance_work_mem = '512MB'`,
    'create index on bench_plain.words using gin (words)',
    'vacuum analyze bench_plain.words',
  ]);
}
