-- What colleagues have to do. Sealed with the key of the customer whom a task is about, else with its own.
create table tasks (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  title bytea,
  body bytea,
  kind int not null default 0,
  due_at timestamptz,
  all_day boolean not null default false,
  remind_at timestamptz,
  priority int not null default 0,
  status int not null default 0,
  subject_noun text,
  subject_id uuid,
  owner_id text,
  team_id text,
  source text,
  custom bytea,
  external_id bytea,
  external_id_key bytea,
  done_at timestamptz,
  author_id text,
  tokens bigint[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  key_subject text generated always as (case when subject_noun in ('contact', 'company') then subject_id::text else id::text end) stored,
  primary key (tenant_id, id)
) with (fillfactor = 85);
create unique index tasks_external_id on tasks (tenant_id, external_id_key) where external_id_key is not null;
create index tasks_due on tasks (tenant_id, due_at, id) where due_at is not null;
create index tasks_owner on tasks (tenant_id, owner_id, due_at, id);
create index tasks_subject on tasks (tenant_id, subject_id, created_at, id) where subject_id is not null;
create index tasks_done on tasks (tenant_id, done_at, id) where done_at is not null;
create index tasks_newest on tasks (tenant_id, created_at, id);
create index tasks_changed on tasks (tenant_id, updated_at, id);
create index tasks_key on tasks (tenant_id, key_subject);
create index tasks_tokens on tasks using gin (tokens) with (fastupdate = off);
alter table tasks enable row level security, force row level security;
create policy tenant on tasks using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- Times at which an open task reminds. A row is taken away in the transaction that says so: each time is said once, whoever says it.
create table task_reminders (
  tenant_id text not null,
  task_id uuid not null,
  reason text not null check (reason in ('remind', 'due')),
  at timestamptz not null,
  primary key (tenant_id, task_id, reason),
  foreign key (tenant_id, task_id) references tasks (tenant_id, id) on delete cascade
);
create index task_reminders_at on task_reminders (at);
create index task_reminders_next on task_reminders (tenant_id, at);
alter table task_reminders enable row level security, force row level security;
create policy tenant on task_reminders using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
create policy relay on task_reminders to :relay using (true) with check (false);
grant select on task_reminders to :relay;

-- What is about a customer is found by their key when they are erased.
create index notes_key on notes (tenant_id, key_subject);
