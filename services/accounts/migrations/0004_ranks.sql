-- Ranks stand in a table of their own from now on.
alter table contacts no force row level security;
alter table companies no force row level security;
alter table ranks no force row level security;
insert into ranks (tenant_id, list, record_id, rank, waiting)
  select tenant_id, 'contact.display_name', id, display_name_rank, display_name_rank is null and display_name is not null from contacts
  union all
  select tenant_id, 'company.name', id, name_rank, name_rank is null and name is not null from companies;
alter table contacts force row level security, drop column display_name_rank;
alter table companies force row level security, drop column name_rank;
alter table ranks force row level security;
