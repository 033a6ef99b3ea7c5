-- The audit is read newest first.
create index audit_entries_newest on audit_entries (tenant_id, at, id);
