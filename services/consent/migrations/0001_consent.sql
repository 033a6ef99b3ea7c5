-- Purposes, what people are told about them, what people said, and what was decided by it. Columns of type bytea hold envelopes (`@rapport/crypto`) or digests.

create table purposes (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  key text not null,
  name_en text,
  name_ru text,
  description_en text,
  description_ru text,
  basis text not null check (basis in ('consent', 'contract', 'legitimate-interest', 'legal-obligation', 'vital-interest', 'public-interest')),
  channels text[] not null default '{}',
  double_opt_in boolean not null default false,
  validity_days int not null default 0,
  automated_decision boolean not null default false,
  key_subject text generated always as (id::text) stored,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (tenant_id, id)
);
create unique index purposes_key on purposes (tenant_id, key);
create index purposes_newest on purposes (tenant_id, created_at, id);
alter table purposes enable row level security, force row level security;
create policy tenant on purposes using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- Published texts: never changed, never removed.
create table purpose_texts (
  tenant_id text not null,
  id uuid not null,
  purpose_id uuid not null,
  language text not null,
  version int not null,
  body text not null,
  digest bytea not null,
  renews_consent boolean not null default false,
  published_at timestamptz not null,
  published_by text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, purpose_id) references purposes (tenant_id, id)
);
create unique index purpose_texts_once on purpose_texts (tenant_id, purpose_id, language, version);
alter table purpose_texts enable row level security, force row level security;
create policy tenant on purpose_texts using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
revoke update, delete on purpose_texts from :role;

-- What people said, in the order in which it was written down; linked into the tenant's chain soon after the commit. The chain protects the digest of the
-- sealed evidence, not the evidence: it may be destroyed with the person's key, and the chain stays provable.
create table consents (
  tenant_id text not null,
  id uuid not null,
  ord bigint generated always as identity,
  contact_id uuid not null,
  purpose text,
  channel text,
  action text not null check (action in ('given', 'withdrawn', 'objected', 'objection-lifted', 'restricted', 'unrestricted', 'requested', 'confirmed')),
  language text,
  text_version int not null default 0,
  way text not null,
  evidence bytea,
  evidence_digest bytea,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by text not null,
  seq bigint,
  prev_hash bytea,
  hash bytea,
  primary key (tenant_id, id)
);
create unique index consents_seq on consents (tenant_id, seq) where seq is not null;
create index consents_unlinked on consents (tenant_id, ord) where seq is null;
create index consents_person on consents (tenant_id, contact_id, recorded_at, id);
alter table consents enable row level security, force row level security;
create policy tenant on consents using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
create policy relay on consents to :relay using (true) with check (true);
revoke update, delete on consents from :role;
grant update (evidence) on consents to :role;
grant select, update (seq, prev_hash, hash) on consents to :relay;

create function refuse_consent_change() returns trigger language plpgsql as $$
begin
  raise exception 'consents are append-only' using errcode = 'restrict_violation';
end $$;
-- Two things may happen to an entry: it is linked, once; its evidence is destroyed.
create function keep_consent() returns trigger language plpgsql as $$
begin
  if (old.hash is not null and (new.seq, new.prev_hash, new.hash) is distinct from (old.seq, old.prev_hash, old.hash))
    or (new.evidence is not null and new.evidence is distinct from old.evidence)
    or (to_jsonb(old) - '{seq,prev_hash,hash,evidence}'::text[]) is distinct from (to_jsonb(new) - '{seq,prev_hash,hash,evidence}'::text[]) then
    raise exception 'consents are append-only' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger append_only before update on consents for each row execute function keep_consent();
create trigger no_delete before delete on consents for each row execute function refuse_consent_change();
create trigger no_truncate before truncate on consents for each statement execute function refuse_consent_change();

-- People whose record was deleted, restorably: nothing is done with their data meanwhile.
create table departed (
  tenant_id text not null,
  contact_id uuid not null,
  since timestamptz not null,
  primary key (tenant_id, contact_id)
);
alter table departed enable row level security, force row level security;
create policy tenant on departed using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

-- What was decided, by which entry, and for what.
create table decisions (
  tenant_id text not null,
  id uuid not null,
  contact_id uuid not null,
  purpose text not null,
  channel text not null,
  allowed boolean not null,
  reason text not null,
  consent_id uuid,
  for_what text not null,
  decided_at timestamptz not null,
  asked_by text not null,
  primary key (tenant_id, id)
);
create index decisions_person on decisions (tenant_id, contact_id, decided_at, id);
alter table decisions enable row level security, force row level security;
create policy tenant on decisions using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
revoke update, delete on decisions from :role;
