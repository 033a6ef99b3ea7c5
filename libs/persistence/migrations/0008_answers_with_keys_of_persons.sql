-- Whose keys a kept answer is sealed with, one within the other; none for one that shows nobody, which has the tenant's.
alter table idempotency_keys add column subjects text[] not null default '{}';
