-- With which view somebody's list of a noun opens.
create table opening_views (
  tenant_id text not null,
  user_id text not null,
  noun text not null,
  view text not null,
  primary key (tenant_id, user_id, noun)
);
alter table opening_views enable row level security, force row level security;
create policy tenant on opening_views using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
