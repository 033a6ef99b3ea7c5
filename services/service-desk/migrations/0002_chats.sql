-- Chats, each sealed with a key of its own, since a visitor becomes a customer only when they sign in. `visitor_key` is a fingerprint of the token that a visitor holds.
create table chats (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  contact_id uuid,
  state int not null default 0,
  language text,
  owner_id text,
  team_id text,
  hand_over_reason int not null default 0,
  case_id uuid,
  last_message_at timestamptz,
  visitor_key bytea,
  key_subject text generated always as (id::text) stored,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
) with (fillfactor = 85);
create unique index chats_visitor on chats (tenant_id, visitor_key) where visitor_key is not null;
create index chats_newest on chats (tenant_id, created_at, id);
create index chats_changed on chats (tenant_id, updated_at, id);
create index chats_contact on chats (tenant_id, contact_id) where contact_id is not null;
create index chats_key on chats (tenant_id, key_subject);
alter table chats enable row level security, force row level security;
create policy tenant on chats using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));

create table chat_messages (
  tenant_id text not null,
  id uuid not null,
  version bigint not null,
  chat_id uuid not null,
  contact_id uuid,
  author_kind int not null default 0,
  author_id text,
  body bytea,
  in_reply_to uuid,
  article_ids text[] not null default '{}',
  key_subject text generated always as (chat_id::text) stored,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index chat_messages_answered on chat_messages (tenant_id, chat_id, in_reply_to) where in_reply_to is not null;
create index chat_messages_conversation on chat_messages (tenant_id, chat_id, created_at, id);
create index chat_messages_key on chat_messages (tenant_id, key_subject);
alter table chat_messages enable row level security, force row level security;
create policy tenant on chat_messages using (tenant_id = current_setting('app.tenant', true)) with check (tenant_id = current_setting('app.tenant', true));
