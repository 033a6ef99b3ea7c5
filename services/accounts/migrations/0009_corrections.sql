-- What customers propose to put right in their own data, sealed with their own key.
create table corrections (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  contact_id uuid not null,
  proposed bytea,
  fields text[] not null default '{}',
  comment bytea,
  status int not null default 0,
  accepted_fields text[] not null default '{}',
  refused_fields text[] not null default '{}',
  answer bytea,
  base bytea,
  decided_by text,
  decided_at timestamptz,
  tokens bigint[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  key_subject text generated always as (contact_id::text) stored,
  primary key (tenant_id, id)
);
create index corrections_newest on corrections (tenant_id, created_at, id);
create index corrections_open on corrections (tenant_id, status, created_at, id);
create index corrections_contact on corrections (tenant_id, contact_id, created_at, id);
create index corrections_key on corrections (tenant_id, key_subject);
alter table corrections enable row level security, force row level security;
create policy tenant on corrections using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
