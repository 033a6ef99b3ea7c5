-- Where records stand in the order of a sealed column: numbers that stand as the values do and tell nothing else. Apart from the records, so that giving a record
-- its place writes this small row and not the record with all its indexes. Every record of a sorted list has a row: without a rank while it waits for one, and
-- when it has no value to sort by.
create table ranks (
  tenant_id text not null,
  -- `contact.display_name`
  list text not null,
  record_id uuid not null,
  rank bigint,
  waiting boolean not null,
  primary key (tenant_id, list, record_id)
) with (fillfactor = 80);
create index ranks_order on ranks (tenant_id, list, rank, record_id) where rank is not null;
create index ranks_missing on ranks (tenant_id, list, record_id) where rank is null;
create index ranks_waiting on ranks (tenant_id, list) where waiting;
alter table ranks enable row level security, force row level security;
create policy tenant on ranks using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
