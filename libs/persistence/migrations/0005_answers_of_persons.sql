-- Which records a kept answer speaks of, so that it goes with the person. What is forgotten is empty: the key stays used.
alter table idempotency_keys add column about uuid[] not null default '{}';
grant update (outcome) on idempotency_keys to :role;
