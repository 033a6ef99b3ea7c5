-- Sessions of browsers. Not a tenant's table: a session is looked up by its cookie, before anybody knows whose it is.
-- `id` is the SHA-256 of the cookie, so that whoever reads this table can open no session; `sealed` holds tokens and principal, encrypted.
create table sessions (
  id text primary key check (length(id) = 43),
  sid text not null,
  subject text not null,
  sealed bytea not null,
  version integer not null default 1,
  created_at timestamptz not null,
  access_expires_at timestamptz not null,
  idle_until timestamptz not null,
  ends_at timestamptz not null,
  renewing_until timestamptz
) with (fillfactor = 80);
create index sessions_sid on sessions (sid);
create index sessions_subject on sessions (subject);
create index sessions_end on sessions (least(idle_until, ends_at));
