-- What every service's schema holds. `:role` is the service within one tenant; `:relay` its background work across tenants,
-- with policies of its own on exactly the tables that it needs.

-- Events said by this service: the record. Rows outlive publishing; column names are Debezium's, so that CDC can take over.
create table outbox (
  tenant_id text not null,
  id uuid not null,
  seq bigint generated always as identity,
  aggregatetype text not null,
  aggregateid text not null,
  type text not null,
  payload bytea not null,
  version bigint not null,
  heads jsonb not null,
  owner text,
  team text,
  traceparent text,
  by text not null,
  occurred_at timestamptz not null,
  claimed_until timestamptz,
  published_at timestamptz,
  primary key (tenant_id, id)
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
create index outbox_waiting on outbox (seq) where published_at is null;
create index outbox_age on outbox using brin (occurred_at) with (pages_per_range = 16, autosummarize = on);
alter table outbox enable row level security, force row level security;
create policy tenant on outbox using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
create policy relay on outbox to :relay using (true) with check (true);
revoke update, delete on outbox from :role;
grant select, update (claimed_until, published_at), delete on outbox to :relay;

-- Version of each aggregate, and for each type of event the version that last had it, as they were before the newest event.
create table aggregate_heads (
  tenant_id text not null,
  aggregatetype text not null,
  aggregateid text not null,
  version bigint not null,
  last_type text not null,
  heads jsonb not null,
  primary key (tenant_id, aggregatetype, aggregateid)
) with (fillfactor = 80);
alter table aggregate_heads enable row level security, force row level security;
create policy tenant on aggregate_heads using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- Says events: counts each one's aggregate up and writes it with its version and the heads as they were before it.
-- A function, because its plans are kept: planning the same as plain SQL took half of the commit's time.
create function say(tenant text, who text, trace text, at timestamptz,
  ids uuid[], aggregatetypes text[], aggregateids text[], types text[], payloads bytea[], owners text[], teams text[]) returns void
language plpgsql as $$
declare
  next_version bigint;
  before jsonb;
begin
  for i in 1 .. cardinality(ids) loop
    insert into :schema.aggregate_heads as a (tenant_id, aggregatetype, aggregateid, version, last_type, heads)
      values (tenant, aggregatetypes[i], aggregateids[i], 1, types[i], '{}')
      on conflict (tenant_id, aggregatetype, aggregateid) do update
        set version = a.version + 1, heads = a.heads || jsonb_build_object(a.last_type, a.version), last_type = excluded.last_type
      returning version, heads into next_version, before;
    insert into :schema.outbox (tenant_id, id, aggregatetype, aggregateid, type, payload, version, heads, owner, team, traceparent, by, occurred_at)
      values (tenant, ids[i], aggregatetypes[i], aggregateids[i], types[i], payloads[i], next_version, before, owners[i], teams[i], trace, who, at);
  end loop;
end $$;

-- Events handled, once per consumer.
create table inbox (
  tenant_id text not null,
  consumer text not null,
  event_id uuid not null,
  handled_at timestamptz not null,
  primary key (tenant_id, consumer, event_id)
) with (autovacuum_vacuum_insert_scale_factor = 0.05);
create index inbox_age on inbox using brin (handled_at) with (pages_per_range = 16, autosummarize = on);
alter table inbox enable row level security, force row level security;
create policy tenant on inbox using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
create policy relay on inbox to :relay using (true) with check (false);
revoke update on inbox from :role;
grant select, delete on inbox to :relay;

-- How far each consumer is with each aggregate.
create table inbox_gate (
  tenant_id text not null,
  consumer text not null,
  aggregatetype text not null,
  aggregateid text not null,
  version bigint not null,
  primary key (tenant_id, consumer, aggregatetype, aggregateid)
) with (fillfactor = 80);
alter table inbox_gate enable row level security, force row level security;
create policy tenant on inbox_gate using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- First outcomes of commands, sealed, given again when the command is repeated.
create table idempotency_keys (
  tenant_id text not null,
  principal text not null,
  rpc text not null,
  key text not null,
  fingerprint bytea not null,
  failed boolean not null,
  created boolean not null,
  outcome bytea not null,
  kept_at timestamptz not null,
  primary key (tenant_id, principal, rpc, key)
);
create index idempotency_keys_age on idempotency_keys (kept_at);
alter table idempotency_keys enable row level security, force row level security;
create policy tenant on idempotency_keys using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
create policy relay on idempotency_keys to :relay using (true) with check (false);
revoke update on idempotency_keys from :role;
grant select, delete on idempotency_keys to :relay;

-- Long work, leased by one worker at a time.
create table jobs (
  tenant_id text not null,
  id uuid not null,
  kind text not null,
  key text,
  class text not null,
  priority int not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  input bytea not null,
  principal jsonb not null,
  traceparent text,
  run_at timestamptz not null,
  attempts int not null default 0,
  max_attempts int not null,
  lease_until timestamptz,
  fence bigint not null default 0,
  cancel_asked boolean not null default false,
  step text,
  done int not null default 0,
  total int not null default 0,
  reason text,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id)
) with (fillfactor = 80);
create unique index jobs_key on jobs (tenant_id, kind, key) where key is not null and state in ('waiting', 'running');
create index jobs_waiting on jobs (class, priority desc, run_at) where state = 'waiting';
create index jobs_leased on jobs (lease_until) where state = 'running';
create index jobs_ended on jobs (ended_at) where ended_at is not null;
alter table jobs enable row level security, force row level security;
create policy tenant on jobs using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
create policy relay on jobs to :relay using (true) with check (true);
grant select, update, delete on jobs to :relay;

-- What finished steps of a job gave, sealed, so that a resumed job does not repeat them.
create table job_steps (
  tenant_id text not null,
  job_id uuid not null,
  name text not null,
  result bytea not null,
  saved_at timestamptz not null,
  primary key (tenant_id, job_id, name),
  foreign key (tenant_id, job_id) references jobs (tenant_id, id) on delete cascade
);
alter table job_steps enable row level security, force row level security;
create policy tenant on job_steps using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- Who did or read what. Written with the change, linked into the tenant's chain soon after the commit; names of fields, never values.
create table audit_entries (
  tenant_id text not null,
  id uuid not null,
  ord bigint generated always as identity,
  at timestamptz not null,
  principal text not null,
  principal_kind text not null,
  roles text[] not null,
  call text not null,
  trace text,
  action text not null,
  noun text not null,
  ids text[] not null,
  fields text[] not null,
  seq bigint,
  prev_hash bytea,
  hash bytea,
  primary key (tenant_id, id)
);
create unique index audit_entries_seq on audit_entries (tenant_id, seq) where seq is not null;
create index audit_entries_unlinked on audit_entries (tenant_id, ord) where seq is null;
create index audit_entries_ids on audit_entries using gin (ids);
alter table audit_entries enable row level security, force row level security;
create policy tenant on audit_entries using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
create policy relay on audit_entries to :relay using (true) with check (true);
revoke update, delete on audit_entries from :role;
grant select, update (seq, prev_hash, hash) on audit_entries to :relay;

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries are append-only' using errcode = 'restrict_violation';
end $$;
create function link_audit_once() returns trigger language plpgsql as $$
begin
  if old.hash is not null or (to_jsonb(old) - '{seq,prev_hash,hash}'::text[]) is distinct from (to_jsonb(new) - '{seq,prev_hash,hash}'::text[]) then
    raise exception 'audit entries are append-only' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger append_only before update on audit_entries for each row execute function link_audit_once();
create trigger no_delete before delete on audit_entries for each row execute function refuse_audit_change();
create trigger no_truncate before truncate on audit_entries for each statement execute function refuse_audit_change();

-- Earlier versions of records, sealed as the record was.
create table record_versions (
  tenant_id text not null,
  noun text not null,
  id uuid not null,
  version bigint not null,
  by text not null,
  at timestamptz not null,
  sealed bytea not null,
  primary key (tenant_id, noun, id, version)
);
alter table record_versions enable row level security, force row level security;
create policy tenant on record_versions using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
revoke update on record_versions from :role;
