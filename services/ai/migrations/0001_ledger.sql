-- What models gave, from what, and what people made of it: added to, never changed. Ids and hashes only.
create table ai_records (
  tenant_id text not null,
  id uuid not null,
  use int not null,
  kind text not null,
  output_id text not null,
  output_hash text not null,
  model text not null,
  model_version text not null,
  subject_noun text,
  subject_id uuid,
  input_ids text[] not null default '{}',
  evidence_ids text[] not null default '{}',
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create index ai_records_newest on ai_records (tenant_id, created_at, id);
create index ai_records_subject on ai_records (tenant_id, subject_id, created_at, id) where subject_id is not null;
create index ai_records_output on ai_records (tenant_id, output_id);
create index ai_records_inputs on ai_records using gin (input_ids);
alter table ai_records enable row level security, force row level security;
create policy tenant on ai_records using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table ai_decisions (
  tenant_id text not null,
  record_id uuid not null,
  id uuid not null,
  verdict int not null,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (tenant_id, record_id, id),
  foreign key (tenant_id, record_id) references ai_records (tenant_id, id)
);
alter table ai_decisions enable row level security, force row level security;
create policy tenant on ai_decisions using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- Uses that somebody switched; the others are on.
create table ai_switches (
  tenant_id text not null,
  use int not null,
  is_on boolean not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (tenant_id, use)
);
alter table ai_switches enable row level security, force row level security;
create policy tenant on ai_switches using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
