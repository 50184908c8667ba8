-- The archive: what came and what went, whole and unchanged. Rows are only ever added.
create schema archive;

create table archive.message (
    id              bigint generated always as identity primary key,
    direction       smallint    not null check (direction in (1, 2)), -- 1 in, 2 out
    kind            smallint    not null check (kind between 1 and 3), -- 1 message, 2 package, 3 receipt
    feed            text, -- of a message
    target          smallint, -- of a package or receipt
    channel         text        not null,
    received_at     timestamptz not null,
    filename        text,
    media_type      text,
    size            bigint      not null,
    digest          bytea       not null, -- SM3 of the whole
    once_key        text
);

comment on table archive.message is 'Bytes that came in or went out (报文), with what was known about them at that moment.';

create unique index message_once on archive.message (coalesce(feed, ''), coalesce(target, 0), kind, once_key)
    where once_key is not null;
create index message_received on archive.message (received_at);

create table archive.segment (
    message_id bigint   not null references archive.message,
    number     int      not null, -- from 0
    bytes      bytea    not null,
    primary key (message_id, number)
);

-- Segments are written once and read whole: compressing them again row by row costs more than it saves.
alter table archive.segment alter column bytes set storage external;

create table archive.waiting (
    message_id bigint not null primary key references archive.message,
    feed       text   not null
);

comment on table archive.waiting is 'Messages archived and not yet settled: the outbox of the intake queue. The queue can be rebuilt from it.';

create index waiting_by_feed on archive.waiting (feed, message_id);
