-- Lists as people like to look at them. A name and a filter may tell of a person: both are sealed with the view's own key.
create table views (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  noun text,
  name bytea,
  layout int not null default 0,
  filter bytea,
  order_by text,
  columns text[] not null default '{}',
  group_by text,
  date_field text,
  visibility int not null default 0,
  pinned boolean not null default false,
  position double precision not null default 0,
  owner_id text,
  team_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  key_subject text generated always as (id::text) stored,
  primary key (tenant_id, id)
);
create index views_noun on views (tenant_id, noun, position, id);
create index views_newest on views (tenant_id, created_at, id);
alter table views enable row level security, force row level security;
create policy tenant on views using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
