-- Data keys, wrapped by a key-encryption key that is not in the database. Kept in a schema of its own, so that it can move to a database of its own
-- with a shorter backup: destroying a row here makes everything sealed for that person unreadable.
create table subject_keys (
  tenant_id text not null,
  subject text not null,
  generation int not null,
  kek_id text not null,
  wrapped bytea not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, subject)
);
create index subject_keys_kek on subject_keys (kek_id, tenant_id, subject);
alter table subject_keys enable row level security, force row level security;
create policy tenant on subject_keys using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
create policy rotation on subject_keys to :relay using (true) with check (true);
revoke update on subject_keys from :role;
grant select, update on subject_keys to :relay;
