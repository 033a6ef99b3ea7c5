-- The service desk. Columns of type bytea hold envelopes (`@rapport/crypto`); `tokens` are blind tokens; `key_subject` names by whose key a row is sealed.

-- Articles as they are being written.
create table articles (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  title text,
  body text,
  language text,
  audience int not null default 0,
  category text,
  tags text[] not null default '{}',
  status int not null default 0,
  published_version int not null default 0,
  last_version int not null default 0,
  author_id text,
  editor_id text,
  reviewer_id text,
  review_note text,
  published_at timestamptz,
  key_subject text generated always as (id::text) stored,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
create index articles_newest on articles (tenant_id, created_at, id);
create index articles_changed on articles (tenant_id, updated_at, id);
create index articles_tags on articles using gin (tags) with (fastupdate = off);
alter table articles enable row level security, force row level security;
create policy tenant on articles using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- What was published, and which of it is served: at most one version of an article.
create table article_versions (
  tenant_id text not null,
  article_id uuid not null,
  version int not null,
  title text not null,
  body text not null,
  language text not null,
  audience int not null,
  category text not null,
  tags text[] not null default '{}',
  editor_id text not null,
  reviewer_id text not null,
  published_at timestamptz not null,
  served boolean not null,
  primary key (tenant_id, article_id, version)
);
create unique index article_versions_served on article_versions (tenant_id, article_id) where served;
create index article_versions_newest on article_versions (tenant_id, published_at, article_id) where served;
alter table article_versions enable row level security, force row level security;
create policy tenant on article_versions using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- Whether an article helped, once a person: a customer by their contact, a colleague by their account.
create table article_votes (
  tenant_id text not null,
  article_id uuid not null,
  voter_id text not null,
  helped boolean not null,
  voted_at timestamptz not null,
  primary key (tenant_id, article_id, voter_id)
);
create index article_votes_voter on article_votes (tenant_id, voter_id);
alter table article_votes enable row level security, force row level security;
create policy tenant on article_votes using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table cases (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  number int not null,
  title bytea,
  description bytea,
  contact_id uuid,
  company_id uuid,
  type int not null default 0,
  priority int not null default 0,
  status int not null default 0,
  channel int not null default 0,
  owner_id text,
  team_id text,
  language text,
  tags text[] not null default '{}',
  first_response_at timestamptz,
  solved_at timestamptz,
  reopened int not null default 0,
  chat_id uuid,
  tokens bigint[] not null default '{}',
  key_subject text generated always as (coalesce(contact_id, id)::text) stored,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
) with (fillfactor = 85);
create unique index cases_number on cases (tenant_id, number);
create unique index cases_chat on cases (tenant_id, chat_id) where chat_id is not null;
create index cases_newest on cases (tenant_id, created_at, id);
create index cases_changed on cases (tenant_id, updated_at, id);
create index cases_status on cases (tenant_id, status, created_at, id);
create index cases_owner on cases (tenant_id, owner_id, status);
create index cases_contact on cases (tenant_id, contact_id, created_at, id);
create index cases_company on cases (tenant_id, company_id, created_at, id) where company_id is not null;
create index cases_key on cases (tenant_id, key_subject);
create index cases_tokens on cases using gin (tokens) with (fastupdate = off);
create index cases_tags on cases using gin (tags) with (fastupdate = off);
alter table cases enable row level security, force row level security;
create policy tenant on cases using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- The last number that a case of the tenant was given.
create table case_numbers (
  tenant_id text not null,
  last int not null,
  primary key (tenant_id)
);
alter table case_numbers enable row level security, force row level security;
create policy tenant on case_numbers using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table case_messages (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  case_id uuid not null,
  contact_id uuid,
  author_kind int not null default 0,
  author_id text,
  internal boolean not null default false,
  body bytea,
  key_subject text generated always as (coalesce(contact_id, case_id)::text) stored,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
create index case_messages_conversation on case_messages (tenant_id, case_id, created_at, id);
create index case_messages_key on case_messages (tenant_id, key_subject);
alter table case_messages enable row level security, force row level security;
create policy tenant on case_messages using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- When a colleague was last given a case, for taking turns.
create table case_turns (
  tenant_id text not null,
  agent_id text not null,
  given_at timestamptz not null,
  primary key (tenant_id, agent_id)
);
alter table case_turns enable row level security, force row level security;
create policy tenant on case_turns using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table desk_settings (
  tenant_id text not null,
  own_review boolean not null,
  turn int not null,
  agent_ids text[] not null,
  team_id text not null,
  visitors boolean not null,
  changed_at timestamptz not null,
  primary key (tenant_id)
);
alter table desk_settings enable row level security, force row level security;
create policy tenant on desk_settings using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
