-- What was erased, by ids alone: written with the erasure, so that it is true, and copied to the ledger outside this database before anybody is told
-- that it is done (`kept`). After a restore the ledger knows what this table forgot.
create table erasures (
  tenant_id text not null,
  service text not null,
  noun text not null,
  id text not null,
  erased_at timestamptz not null,
  kept boolean not null default false,
  primary key (tenant_id, service, noun, id)
);
create index erasures_not_kept on erasures (tenant_id) where not kept;
alter table erasures enable row level security, force row level security;
create policy tenant on erasures using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
create policy ledger on erasures to :relay using (true) with check (true);
revoke update, delete on erasures from :role;
grant select, insert, update (kept) on erasures to :relay;
