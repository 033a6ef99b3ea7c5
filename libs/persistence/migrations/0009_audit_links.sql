-- Whether nothing but the link of an audit entry changes, told by comparing rows: turning both into JSON took four fifths of the time of linking one.
create or replace function link_audit_once() returns trigger language plpgsql as $$
declare
  linked record := old;
begin
  linked.seq := new.seq;
  linked.prev_hash := new.prev_hash;
  linked.hash := new.hash;
  if old.hash is not null or linked is distinct from new then
    raise exception 'audit entries are append-only' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
