-- Takes the inbox rows of events and moves their gates, one event an aggregate: tells of each whether it is done with the transaction, a duplicate or early.
-- `needed` is how far the consumer must be with the aggregate. A function, because its plans are kept.
create function enter_inbox(tenant text, who text, at timestamptz, ids uuid[], aggregatetypes text[], aggregateids text[], versions bigint[], needed bigint[]) returns text[]
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
