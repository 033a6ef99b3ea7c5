-- Models that score leads and deals: points of bins and what they were measured at; nothing personal.
create table scoring_models (
  tenant_id text not null,
  id uuid not null,
  noun text not null,
  version int not null,
  state int not null,
  card jsonb not null,
  report jsonb not null,
  created_at timestamptz not null,
  activated_at timestamptz,
  activated_by text,
  primary key (tenant_id, id)
);
create unique index scoring_models_version on scoring_models (tenant_id, noun, version);
create unique index scoring_models_active on scoring_models (tenant_id, noun) where state = 2;
alter table scoring_models enable row level security, force row level security;
create policy tenant on scoring_models using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- The last training of each noun, and what it found to learn from.
create table scoring_trainings (
  tenant_id text not null,
  noun text not null,
  job_id uuid not null,
  result text,
  succeeded int not null default 0,
  failed int not null default 0,
  asked_at timestamptz not null,
  primary key (tenant_id, noun)
);
alter table scoring_trainings enable row level security, force row level security;
create policy tenant on scoring_trainings using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
