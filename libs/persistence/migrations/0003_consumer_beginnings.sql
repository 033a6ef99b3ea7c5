-- A consumer begins at an instant and does not wait for what was before it. So an event tells of its heads when they occurred, in milliseconds since 1970.
alter table outbox add column heads_at jsonb not null default '{}';
alter table aggregate_heads add column last_at timestamptz not null default now(), add column heads_at jsonb not null default '{}';
alter table aggregate_heads alter column last_at drop default;

-- When earlier events occurred is no longer known: not later than now. The owner sees all tenants' rows for this one statement.
alter table aggregate_heads no force row level security;
update aggregate_heads set heads_at = (select jsonb_object_agg(type, (extract(epoch from now()) * 1000)::bigint) from jsonb_object_keys(heads) type) where heads <> '{}';
alter table aggregate_heads force row level security;

create or replace function say(tenant text, who text, trace text, at timestamptz,
  ids uuid[], aggregatetypes text[], aggregateids text[], types text[], payloads bytea[], owners text[], teams text[]) returns void
language plpgsql as $$
declare
  next_version bigint;
  before jsonb;
  before_at jsonb;
begin
  for i in 1 .. cardinality(ids) loop
    insert into :schema.aggregate_heads as a (tenant_id, aggregatetype, aggregateid, version, last_type, heads, last_at, heads_at)
      values (tenant, aggregatetypes[i], aggregateids[i], 1, types[i], '{}', at, '{}')
      on conflict (tenant_id, aggregatetype, aggregateid) do update
        set version = a.version + 1, heads = a.heads || jsonb_build_object(a.last_type, a.version), last_type = excluded.last_type,
          heads_at = a.heads_at || jsonb_build_object(a.last_type, (extract(epoch from a.last_at) * 1000)::bigint), last_at = excluded.last_at
      returning version, heads, heads_at into next_version, before, before_at;
    insert into :schema.outbox (tenant_id, id, aggregatetype, aggregateid, type, payload, version, heads, heads_at, owner, team, traceparent, by, occurred_at)
      values (tenant, ids[i], aggregatetypes[i], aggregateids[i], types[i], payloads[i], next_version, before, before_at, owners[i], teams[i], trace, who, at);
  end loop;
end $$;

-- Since when each consumer hears each type of event. It is of no tenant: the background asks, and the service itself has no business here.
create table consumer_beginnings (
  consumer text not null,
  type text not null,
  since timestamptz not null,
  primary key (consumer, type)
);
revoke all on consumer_beginnings from :role;
grant select, insert on consumer_beginnings to :relay;
