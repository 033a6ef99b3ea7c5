-- Which life of the broker's stream the outbox was published to. It is of no tenant: the background asks, and the service itself has no business here.
create table outbox_streams (
  stream text primary key,
  life text not null
);
revoke all on outbox_streams from :role;
grant select, insert, update on outbox_streams to :relay;
