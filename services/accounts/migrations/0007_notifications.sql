-- What colleagues are told of: ids and facts only. One for a person and an event, however often the event comes.
create table notifications (
  tenant_id text not null,
  id uuid not null,
  user_id text not null,
  kind text not null,
  event_id uuid not null,
  record_noun text not null,
  record_id text not null,
  subject_noun text,
  subject_id uuid,
  actor_id text,
  facts jsonb not null default '{}',
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (tenant_id, id)
);
create unique index notifications_once on notifications (tenant_id, user_id, event_id);
create index notifications_newest on notifications (tenant_id, user_id, created_at, id);
create index notifications_unread on notifications (tenant_id, user_id, created_at, id) where read_at is null;
create index notifications_subject on notifications (tenant_id, subject_id) where subject_id is not null;
alter table notifications enable row level security, force row level security;
create policy tenant on notifications using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- Who wants to be told of what happens with a customer.
create table follows (
  tenant_id text not null,
  subject_noun text not null,
  subject_id uuid not null,
  user_id text not null,
  created_at timestamptz not null,
  primary key (tenant_id, subject_id, user_id)
);
alter table follows enable row level security, force row level security;
create policy tenant on follows using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
