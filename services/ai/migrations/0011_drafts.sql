-- E-mails to customers, from the first draft to what was sent: a row is the record of its sending. Columns of type bytea hold envelopes sealed with the customer's key.
create table drafts (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  contact_id uuid not null,
  key_subject text generated always as (contact_id::text) stored,
  kind int not null default 0,
  language text,
  topic bytea,
  case_id uuid,
  subject_line bytea,
  body bytea,
  citations jsonb not null default '[]',
  state int not null default 0,
  trouble text,
  sent_to bytea,
  decision_id text,
  sent_at timestamptz,
  sent_by text,
  model text,
  ledger_id text,
  owner_id text,
  team_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
create index drafts_newest on drafts (tenant_id, created_at, id);
create index drafts_contact on drafts (tenant_id, contact_id, created_at, id);
create index drafts_owner on drafts (tenant_id, owner_id, id);
alter table drafts enable row level security, force row level security;
create policy tenant on drafts using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
