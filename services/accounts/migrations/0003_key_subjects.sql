-- By whose key a row is sealed, as the keyring names them: a column, since under row level security a join by a cast uses no index.
alter table contacts add column key_subject text generated always as (id::text) stored;
alter table companies add column key_subject text generated always as (id::text) stored;
alter table notes add column key_subject text generated always as (subject_id::text) stored;
