-- Retrieval that costs the same for a tenant with a hundred passages and with a hundred thousand: candidates come from indexes that end early, and only they are weighed exactly.

-- On which side of 1024 turned axes the vector lies. Empty for what an earlier version indexed: it is weighed among the first until the index is made anew.
alter table passages add column sketch bit(1024);
create index passages_sketch on passages using hnsw (sketch bit_hamming_ops);
-- One tenant's sketches without its texts: read whole where there are not too many of them.
create index passages_sketches on passages (tenant_id, language, audience, model, dims) include (id, sketch);

-- Lexemes of the passage, for the order in which a word's passages are tried. An earlier version writes none: then it counts as usual.
alter table passage_terms add column length int;
update passage_terms t set length = p.length from passages p where p.tenant_id = t.tenant_id and p.id = t.passage_id;
alter table passage_terms add column impact real generated always as (tf::real / (tf + 0.3 + 0.9 * coalesce(length, 60) / 60.0)::real) stored;
create index passage_terms_impact on passage_terms (tenant_id, language, term, audience, impact desc) include (passage_id);
