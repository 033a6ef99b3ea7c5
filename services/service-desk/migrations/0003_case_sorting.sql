-- What cases are about, as a program takes them and as a colleague decided. Ids, keys and numbers only.
create table case_sortings (
  tenant_id text not null,
  case_id uuid not null,
  state int not null,
  intent text not null,
  confidence double precision not null,
  language text not null,
  type int not null,
  priority int not null,
  team_id text not null,
  model text not null,
  model_version text not null,
  ledger_id text not null,
  decided_by text not null,
  decided_at timestamptz,
  changed_at timestamptz not null,
  primary key (tenant_id, case_id)
);
alter table case_sortings enable row level security, force row level security;
create policy tenant on case_sortings using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- Which team answers what: a list of `{intent, teamId}`.
alter table desk_settings add column intent_teams jsonb not null default '[]';
