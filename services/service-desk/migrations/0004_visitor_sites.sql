-- Sites that may show the visitors' chat in a frame; any when there is none.
alter table desk_settings add column visitor_sites text[] not null default '{}';
