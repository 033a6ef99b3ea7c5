-- Leads, deals and the ways that deals go. Columns of type bytea hold envelopes (`@rapport/crypto`); `tokens` are blind tokens; `key_subject` names whose key seals a row.

create table pipelines (
  tenant_id text not null,
  id text not null,
  version bigint not null default 1,
  name_en text,
  name_ru text,
  is_default boolean not null default false,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index pipelines_default on pipelines (tenant_id) where is_default;
alter table pipelines enable row level security, force row level security;
create policy tenant on pipelines using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table stages (
  tenant_id text not null,
  id text not null,
  pipeline_id text not null,
  position int not null,
  name_en text,
  name_ru text,
  kind int not null,
  probability int not null,
  required_fields text[] not null default '{}',
  rotting_days int not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, pipeline_id) references pipelines (tenant_id, id) on delete cascade
);
create index stages_of_pipeline on stages (tenant_id, pipeline_id, position);
alter table stages enable row level security, force row level security;
create policy tenant on stages using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table leads (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  given_name bytea,
  family_name bytea,
  display_name bytea,
  company_name bytea,
  job_title bytea,
  emails bytea,
  phones bytea,
  interest bytea,
  source text,
  channel text,
  campaign text,
  utm bytea,
  status int not null,
  status_reason text,
  status_note bytea,
  status_since timestamptz,
  next_step bytea,
  next_step_on text,
  tags text[] not null default '{}',
  score int not null default 0,
  score_reasons jsonb not null default '[]',
  scored_at timestamptz,
  contact_id text,
  company_id text,
  deal_id text,
  external_id bytea,
  external_id_key bytea,
  owner_id text,
  team_id text,
  tokens bigint[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  key_subject text generated always as (id::text) stored,
  primary key (tenant_id, id)
) with (fillfactor = 85);
create unique index leads_external_id on leads (tenant_id, external_id_key) where external_id_key is not null;
create index leads_newest on leads (tenant_id, created_at, id);
create index leads_changed on leads (tenant_id, updated_at, id);
create index leads_board on leads (tenant_id, status, created_at, id);
-- Whoever gives out a lead by load counts these.
create index leads_in_work on leads (tenant_id, owner_id) where status in (1, 2) and deleted_at is null;
create index leads_owner on leads (tenant_id, owner_id, id);
create index leads_score on leads (tenant_id, score, id);
create index leads_next_step on leads (tenant_id, next_step_on, id) where next_step_on is not null;
create index leads_contact on leads (tenant_id, contact_id) where contact_id is not null;
create index leads_tokens on leads using gin (tokens) with (fastupdate = off);
create index leads_tags on leads using gin (tags) with (fastupdate = off);
alter table leads enable row level security, force row level security;
create policy tenant on leads using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- How new leads are given out; one row a tenant. `turn` counts the leads given out in turn.
create table assignment_rules (
  tenant_id text not null,
  mode int not null,
  member_ids text[] not null default '{}',
  team_id text,
  turn bigint not null default 0,
  updated_at timestamptz not null,
  primary key (tenant_id)
);
alter table assignment_rules enable row level security, force row level security;
create policy tenant on assignment_rules using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- What became of a lead, with what is needed to take it back. Ids and versions only.
create table conversions (
  tenant_id text not null,
  lead_id uuid not null,
  state text not null check (state in ('converted', 'reverting', 'reverted')),
  former_status int not null,
  contact_id text,
  contact_etag text,
  company_id text,
  company_etag text,
  deal_id text,
  converted_at timestamptz not null,
  primary key (tenant_id, lead_id)
);
alter table conversions enable row level security, force row level security;
create policy tenant on conversions using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table deals (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  title bytea,
  contact_id text,
  company_id text,
  pipeline_id text not null,
  stage_id text not null,
  state int not null,
  stage_since timestamptz not null,
  closed_at timestamptz,
  close_reason text,
  close_note bytea,
  amount_minor bigint not null default 0,
  currency text not null,
  probability int not null default 0,
  expected_close_on text,
  source text,
  next_step bytea,
  next_step_on text,
  tags text[] not null default '{}',
  score int not null default 0,
  score_reasons jsonb not null default '[]',
  scored_at timestamptz,
  lead_id text,
  external_id bytea,
  external_id_key bytea,
  owner_id text,
  team_id text,
  tokens bigint[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  key_subject text generated always as (coalesce(contact_id, company_id, id::text)) stored,
  primary key (tenant_id, id),
  -- A stage that holds deals, deleted ones too, cannot be taken away, whoever moves what meanwhile.
  foreign key (tenant_id, stage_id) references stages (tenant_id, id)
) with (fillfactor = 85);
create unique index deals_external_id on deals (tenant_id, external_id_key) where external_id_key is not null;
create index deals_newest on deals (tenant_id, created_at, id);
create index deals_changed on deals (tenant_id, updated_at, id);
create index deals_board on deals (tenant_id, stage_id, created_at, id);
-- The sums above a board's columns are read from here alone.
create index deals_sums on deals (tenant_id, pipeline_id, stage_id, currency) include (amount_minor, probability, owner_id, team_id, state) where deleted_at is null;
create index deals_owner on deals (tenant_id, owner_id, id);
create index deals_contact on deals (tenant_id, contact_id, id) where contact_id is not null;
create index deals_company on deals (tenant_id, company_id, id) where company_id is not null;
create index deals_expected on deals (tenant_id, expected_close_on, id) where expected_close_on is not null;
create index deals_next_step on deals (tenant_id, next_step_on, id) where next_step_on is not null;
create index deals_amount on deals (tenant_id, amount_minor, id);
create index deals_score on deals (tenant_id, score, id);
create index deals_stage_since on deals (tenant_id, stage_since, id);
create index deals_closed on deals (tenant_id, closed_at, id) where closed_at is not null;
create index deals_key on deals (tenant_id, key_subject);
create index deals_tokens on deals using gin (tokens) with (fastupdate = off);
create index deals_tags on deals using gin (tags) with (fastupdate = off);
alter table deals enable row level security, force row level security;
create policy tenant on deals using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- Each stay of a deal in a stage; the one without `left_at` is where it stands.
create table deal_stage_history (
  tenant_id text not null,
  id uuid not null,
  deal_id uuid not null,
  from_stage_id text,
  to_stage_id text not null,
  entered_at timestamptz not null,
  left_at timestamptz,
  by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, deal_id) references deals (tenant_id, id)
);
create unique index deal_stage_history_stands on deal_stage_history (tenant_id, deal_id) where left_at is null;
create index deal_stage_history_order on deal_stage_history (tenant_id, deal_id, entered_at, id);
alter table deal_stage_history enable row level security, force row level security;
create policy tenant on deal_stage_history using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- How often and how lately a customer was spoken with, as the timeline tells. For scoring.
create table touches (
  tenant_id text not null,
  customer_id text not null,
  count int not null,
  last_at timestamptz not null,
  primary key (tenant_id, customer_id)
) with (fillfactor = 80);
alter table touches enable row level security, force row level security;
create policy tenant on touches using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- What was known of a record at a moment, without personal data; never what came after.
create table scoring_snapshots (
  tenant_id text not null,
  id uuid not null,
  noun text not null,
  record_id uuid not null,
  moment text not null,
  at timestamptz not null,
  features jsonb not null,
  primary key (tenant_id, id)
);
create index scoring_snapshots_record on scoring_snapshots (tenant_id, record_id, at, id);
alter table scoring_snapshots enable row level security, force row level security;
create policy tenant on scoring_snapshots using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- How a record ended; gone while it is open again.
create table scoring_outcomes (
  tenant_id text not null,
  record_id uuid not null,
  noun text not null,
  succeeded boolean not null,
  outcome_at timestamptz not null,
  primary key (tenant_id, record_id)
);
create index scoring_outcomes_order on scoring_outcomes (tenant_id, noun, outcome_at, record_id);
alter table scoring_outcomes enable row level security, force row level security;
create policy tenant on scoring_outcomes using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- What models said. Reasons hold names of features and their values, nothing personal.
create table scores (
  tenant_id text not null,
  id uuid not null,
  noun text not null,
  record_id uuid not null,
  model_id text not null,
  model_version text not null,
  probability double precision not null,
  reasons jsonb not null default '[]',
  scored_at timestamptz not null,
  primary key (tenant_id, id)
);
create index scores_newest on scores (tenant_id, record_id, scored_at, id);
alter table scores enable row level security, force row level security;
create policy tenant on scores using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
