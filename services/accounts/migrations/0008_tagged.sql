-- The newest records that have a tag at all: what the list of a tenant's tags is counted from.
create index contacts_tagged on contacts (tenant_id, created_at) where tags <> '{}' and deleted_at is null;
create index companies_tagged on companies (tenant_id, created_at) where tags <> '{}' and deleted_at is null;
