-- Recorded calls. Columns of type bytea hold envelopes sealed with the customer's key.
create table calls (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  contact_id uuid not null,
  key_subject text generated always as (contact_id::text) stored,
  direction int not null default 0,
  started_at timestamptz not null,
  time_zone text,
  language text,
  colleague_channel int,
  external_id bytea,
  external_id_key bytea,
  state int not null default 0,
  trouble text,
  duration_ms int,
  channels int,
  media_type text,
  owner_id text,
  team_id text,
  tokens bigint[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (tenant_id, id)
);
create unique index calls_external_id on calls (tenant_id, external_id_key) where external_id_key is not null;
create index calls_newest on calls (tenant_id, created_at, id);
create index calls_started on calls (tenant_id, started_at, id);
create index calls_contact on calls (tenant_id, contact_id, started_at, id);
create index calls_owner on calls (tenant_id, owner_id, id);
alter table calls enable row level security, force row level security;
create policy tenant on calls using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- The file of a call's recording: its pieces lie in the file store under this id.
create table recordings (
  tenant_id text not null,
  call_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  size int not null,
  whole boolean not null default false,
  begun_at timestamptz not null,
  primary key (tenant_id, call_id)
);
alter table recordings enable row level security, force row level security;
create policy tenant on recordings using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table recording_parts (
  tenant_id text not null,
  recording_id uuid not null,
  number int not null,
  bytes int not null,
  primary key (tenant_id, recording_id, number)
);
alter table recording_parts enable row level security, force row level security;
create policy tenant on recording_parts using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- How far the work on a call has come; written at every turn, so apart from the record and its history.
create table call_progress (
  tenant_id text not null,
  call_id uuid not null,
  job_id uuid not null,
  done_ms int not null default 0,
  total_ms int not null default 0,
  -- Where this attempt began, to tell how long the rest will take.
  base_ms int not null default 0,
  began_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, call_id)
);
alter table call_progress enable row level security, force row level security;
create policy tenant on call_progress using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table call_turns (
  tenant_id text not null,
  call_id uuid not null,
  contact_id uuid not null,
  start_ms int not null,
  end_ms int not null,
  channel int not null,
  confidence real not null,
  text bytea,
  model text not null,
  model_version text not null,
  language text not null,
  primary key (tenant_id, call_id, start_ms, channel)
);
create index call_turns_contact on call_turns (tenant_id, contact_id);
alter table call_turns enable row level security, force row level security;
create policy tenant on call_turns using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
