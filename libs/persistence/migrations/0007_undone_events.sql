-- A database that came back from a backup forgot events which the broker still has. They happened in a time that is no more: whoever hears of one asks whether
-- the service that said it knows it. What an outbox publishes again goes out under a name of its own, or the broker would take it for what it has.
alter table outbox add column replays int not null default 0;
grant update (replays) on outbox to :relay;

-- When the database began to serve, as it was when the stream was last compared with the outbox: another instant each time it was started or restored.
alter table outbox_streams add column database_began text;

-- Whether a service's outbox knows an event. With its owner's right, for a service may not look into another's tables; it tells of one id alone.
create function was_said(owner text, tenant text, event uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  known boolean;
begin
  if to_regclass(format('%I.outbox', owner)) is null then return true; end if;
  execute format('select exists (select from %I.outbox where tenant_id = $1 and id = $2)', owner) into known using tenant, event;
  return known;
end $$;
revoke execute on function was_said from public;
grant execute on function was_said to :role, :relay;

-- As before, and `undone` for an event that its owner does not know. `owners` are schemas; an empty one is not asked, as for events older than an outbox is kept.
create function enter_inbox(tenant text, who text, at timestamptz, ids uuid[], aggregatetypes text[], aggregateids text[], versions bigint[], needed bigint[], owners text[])
  returns text[]
language plpgsql as $$
declare
  reached bigint;
  verdicts text[] := '{}';
begin
  for i in 1 .. cardinality(ids) loop
    reached := coalesce((select g.version from :schema.inbox_gate g
      where g.tenant_id = tenant and g.consumer = who and g.aggregatetype = aggregatetypes[i] and g.aggregateid = aggregateids[i]), 0);
    if reached >= versions[i] then
      verdicts[i] := 'duplicate';
    elsif owners[i] = current_schema() and not exists (select from :schema.outbox o where o.tenant_id = tenant and o.id = ids[i])
      or owners[i] not in ('', current_schema()) and not :schema.was_said(owners[i], tenant, ids[i]) then
      verdicts[i] := 'undone';
    elsif reached < needed[i] then
      verdicts[i] := 'early';
    else
      insert into :schema.inbox (tenant_id, consumer, event_id, handled_at) values (tenant, who, ids[i], at) on conflict do nothing;
      if found then
        insert into :schema.inbox_gate as g (tenant_id, consumer, aggregatetype, aggregateid, version)
          values (tenant, who, aggregatetypes[i], aggregateids[i], versions[i])
          on conflict (tenant_id, consumer, aggregatetype, aggregateid) do update set version = greatest(g.version, excluded.version);
        verdicts[i] := 'done';
      else
        verdicts[i] := 'duplicate';
      end if;
    end if;
  end loop;
  return verdicts;
end $$;
