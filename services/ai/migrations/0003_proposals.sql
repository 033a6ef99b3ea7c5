-- What was understood in calls, and what people made of it.
create table proposals (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  call_id uuid not null,
  contact_id uuid not null,
  key_subject text generated always as (contact_id::text) stored,
  kind int not null default 0,
  value bytea,
  due_date text,
  quote bytea,
  start_ms int,
  end_ms int,
  confidence real,
  state int not null default 0,
  model text,
  model_version text,
  ledger_id text,
  result_noun text,
  result_id text,
  decided_by text,
  decided_at timestamptz,
  owner_id text,
  team_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
create index proposals_call on proposals (tenant_id, call_id, start_ms, id);
create index proposals_contact on proposals (tenant_id, contact_id);
alter table proposals enable row level security, force row level security;
create policy tenant on proposals using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
