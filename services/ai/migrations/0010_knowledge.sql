-- The index of published articles. Articles hold no personal data, so their words lie open; which of them a caller may find is asked in each query.
create table indexed_articles (
  tenant_id text not null,
  article_id uuid not null,
  version int not null,
  -- No version up to this one is to be found any more.
  withdrawn boolean not null default false,
  primary key (tenant_id, article_id)
);
alter table indexed_articles enable row level security, force row level security;
create policy tenant on indexed_articles using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table passages (
  tenant_id text not null,
  id uuid not null,
  article_id uuid not null,
  version int not null,
  number int not null,
  language text not null,
  audience int not null,
  title text not null,
  heading text not null,
  sentences text[] not null,
  -- Lexemes of title, heading and text together.
  length int not null,
  model text not null,
  dims int not null,
  embedding vector not null,
  primary key (tenant_id, id),
  check (vector_dims(embedding) = dims)
);
create index passages_article on passages (tenant_id, article_id);
create index passages_readers on passages (tenant_id, language, audience);
alter table passages enable row level security, force row level security;
create policy tenant on passages using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table passage_terms (
  tenant_id text not null,
  language text not null,
  audience int not null,
  term text not null,
  passage_id uuid not null,
  tf int not null,
  primary key (tenant_id, language, term, audience, passage_id),
  foreign key (tenant_id, passage_id) references passages (tenant_id, id) on delete cascade
);
create index passage_terms_passage on passage_terms (tenant_id, passage_id);
alter table passage_terms enable row level security, force row level security;
create policy tenant on passage_terms using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- In how many passages a lexeme stands, kept for each audience apart: what customers find is ranked by what customers may read.
create table term_frequencies (
  tenant_id text not null,
  language text not null,
  audience int not null,
  term text not null,
  passages int not null,
  primary key (tenant_id, language, term, audience)
);
alter table term_frequencies enable row level security, force row level security;
create policy tenant on term_frequencies using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table index_sizes (
  tenant_id text not null,
  language text not null,
  audience int not null,
  passages int not null,
  lexemes bigint not null,
  primary key (tenant_id, language, audience)
);
alter table index_sizes enable row level security, force row level security;
create policy tenant on index_sizes using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
