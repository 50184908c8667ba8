-- Front-end tables of other systems (前置库): what was read there and is not yet archived, marked or written back.
create schema if not exists channel;

create table channel.table_source (
    name               text primary key,
    watermark_time     text, -- as the foreign database counts, in UTC where its column has a zone
    watermark_sequence text,
    advanced_at        timestamptz, -- when the watermark last rose
    calm               boolean     not null default false,
    polled_at          timestamptz,
    failing_since      timestamptz,
    failure            text,
    keyless            bigint      not null default 0
);

comment on column channel.table_source.calm is 'The overlap behind the watermark was read to its end after every transaction of that time was over.';

create table channel.table_batch (
    id         bigint generated always as identity primary key,
    source     text        not null,
    claimed_at timestamptz not null,
    rows       int         not null,
    body       bytea, -- until it is archived
    marked     boolean     not null, -- the rows carry the mark of being taken, for certain
    message_id bigint,
    written    int         not null default 0 -- rows whose outcome is written back
);

comment on table channel.table_batch is 'Rows read together: the outbox between a foreign table and the archive, and back. Gone when all is done.';

create index table_batch_source on channel.table_batch (source, id);
alter table channel.table_batch alter column body set storage external;

create table channel.table_row (
    batch_id bigint not null references channel.table_batch on delete cascade,
    row_no   int    not null, -- as in the message, from 1
    key      text   not null, -- values of the key columns, a JSON array
    digest   text   not null,
    primary key (batch_id, row_no)
);

comment on table channel.table_row is 'Rows whose outcome is to be written back. A row that was taken again by a later batch is that batch''s alone.';

create index table_row_key on channel.table_row (key);

create table channel.table_seen (
    source text      not null,
    key    text      not null,
    digest text      not null,
    at     timestamp not null, -- the row's time of change
    primary key (source, key)
);

comment on table channel.table_seen is 'What was read of the overlap behind the watermark, so that reading it again adds nothing.';

create index table_seen_at on channel.table_seen (source, at);
