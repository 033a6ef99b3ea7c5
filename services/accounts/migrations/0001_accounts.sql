-- The customer base. Columns of type bytea hold envelopes (`@rapport/crypto`); `tokens` are blind tokens; `…_rank` stands in the order of the sealed column.

create table contacts (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  given_name bytea,
  family_name bytea,
  middle_name bytea,
  display_name bytea,
  display_name_rank bigint,
  emails bytea,
  phones bytea,
  messengers bytea,
  addresses bytea,
  job_title bytea,
  birth_date bytea,
  language text,
  standing int not null default 0,
  tags text[] not null default '{}',
  source text,
  custom bytea,
  external_id bytea,
  external_id_key bytea,
  owner_id text,
  team_id text,
  tokens bigint[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (tenant_id, id)
) with (fillfactor = 85);
create unique index contacts_external_id on contacts (tenant_id, external_id_key) where external_id_key is not null;
create index contacts_by_name on contacts (tenant_id, display_name_rank, id) where display_name_rank is not null;
create index contacts_unranked on contacts (tenant_id) where display_name_rank is null and display_name is not null;
create index contacts_newest on contacts (tenant_id, created_at, id);
create index contacts_changed on contacts (tenant_id, updated_at, id);
create index contacts_owner on contacts (tenant_id, owner_id, id);
create index contacts_tokens on contacts using gin (tokens) with (fastupdate = off);
create index contacts_tags on contacts using gin (tags) with (fastupdate = off);
alter table contacts enable row level security, force row level security;
create policy tenant on contacts using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table companies (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  name bytea,
  name_rank bigint,
  legal_name bytea,
  tax_id bytea,
  emails bytea,
  phones bytea,
  messengers bytea,
  addresses bytea,
  website bytea,
  industry text,
  employees int,
  standing int not null default 0,
  tags text[] not null default '{}',
  source text,
  custom bytea,
  external_id bytea,
  external_id_key bytea,
  owner_id text,
  team_id text,
  tokens bigint[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (tenant_id, id)
) with (fillfactor = 85);
create unique index companies_external_id on companies (tenant_id, external_id_key) where external_id_key is not null;
create index companies_by_name on companies (tenant_id, name_rank, id) where name_rank is not null;
create index companies_unranked on companies (tenant_id) where name_rank is null and name is not null;
create index companies_newest on companies (tenant_id, created_at, id);
create index companies_changed on companies (tenant_id, updated_at, id);
create index companies_owner on companies (tenant_id, owner_id, id);
create index companies_size on companies (tenant_id, employees, id) where employees is not null;
create index companies_tokens on companies using gin (tokens) with (fastupdate = off);
create index companies_tags on companies using gin (tags) with (fastupdate = off);
alter table companies enable row level security, force row level security;
create policy tenant on companies using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- A tenant's own fields, and the index by which lists filter and sort by them. Texts are not here: they are found by blind tokens.
create table custom_fields (
  tenant_id text not null,
  id uuid not null,
  version bigint not null default 1,
  noun text not null,
  key text not null,
  type text not null check (type in ('text', 'number', 'date', 'flag', 'choice')),
  label_en text,
  label_ru text,
  choices text[] not null default '{}',
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (tenant_id, id)
);
create unique index custom_fields_key on custom_fields (tenant_id, noun, key) where retired_at is null;
alter table custom_fields enable row level security, force row level security;
create policy tenant on custom_fields using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table custom_values (
  tenant_id text not null,
  field_id uuid not null,
  record_id uuid not null,
  number numeric,
  text text,
  primary key (tenant_id, record_id, field_id),
  foreign key (tenant_id, field_id) references custom_fields (tenant_id, id)
);
create index custom_values_number on custom_values (tenant_id, field_id, number, record_id) where number is not null;
create index custom_values_text on custom_values (tenant_id, field_id, text, record_id) where text is not null;
alter table custom_values enable row level security, force row level security;
create policy tenant on custom_values using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table relations (
  tenant_id text not null,
  id uuid not null,
  version bigint not null default 1,
  from_noun text not null,
  from_id uuid not null,
  to_noun text not null,
  to_id uuid not null,
  role text not null,
  since date,
  until date,
  created_at timestamptz not null,
  deleted_at timestamptz,
  primary key (tenant_id, id)
);
create unique index relations_once on relations (tenant_id, from_id, to_id, role) where deleted_at is null;
create index relations_to on relations (tenant_id, to_id) where deleted_at is null;
alter table relations enable row level security, force row level security;
create policy tenant on relations using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table notes (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  subject_noun text not null,
  subject_id uuid not null,
  body bytea,
  mentions text[] not null default '{}',
  pinned boolean not null default false,
  author_id text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (tenant_id, id)
);
create index notes_subject on notes (tenant_id, subject_id, created_at, id);
alter table notes enable row level security, force row level security;
create policy tenant on notes using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- One customer's history across all services, newest first.
create table timeline (
  tenant_id text not null,
  id uuid not null,
  subject_noun text not null,
  subject_id uuid not null,
  kind text not null,
  occurred_at timestamptz not null,
  source text not null,
  source_id text not null,
  summary bytea,
  facts jsonb not null default '{}',
  actor_id text,
  primary key (tenant_id, id)
);
create unique index timeline_source on timeline (tenant_id, source, source_id);
create index timeline_newest on timeline (tenant_id, subject_id, occurred_at, id);
create index timeline_kind on timeline (tenant_id, subject_id, kind, occurred_at, id);
alter table timeline enable row level security, force row level security;
create policy tenant on timeline using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- Who works for the tenant, as sign-ins showed; names sealed with the colleague's own key.
create table colleagues (
  tenant_id text not null,
  id text not null,
  username text not null,
  display_name bytea,
  teams text[] not null default '{}',
  roles text[] not null default '{}',
  seen_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index colleagues_username on colleagues (tenant_id, username);
alter table colleagues enable row level security, force row level security;
create policy tenant on colleagues using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
