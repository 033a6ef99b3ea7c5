-- By what a process tells that its keys are this installation's: a value wrapped by the key-encryption key, and a derivative of the internal key.
create table installation (
  name text primary key,
  kek_id text,
  value bytea not null
);
revoke all on installation from :role;
grant select, insert, update on installation to :relay;
