-- Data keys: what seals bodies and personal fields at rest. The master key that wraps them is not in the database.
create schema signing;

create table signing.data_key (
    number       int         not null primary key check (number > 0),
    algorithm    text        not null, -- SM4-GCM or AES-GCM
    master       text        not null, -- fingerprint of the master key that wraps it
    wrapped      bytea,                -- none once destroyed
    made_at      timestamptz not null,
    retired_at   timestamptz,          -- from here on it only opens
    destroyed_at timestamptz,
    check ((wrapped is null) = (destroyed_at is not null))
);

comment on table signing.data_key is 'Data keys (数据密钥), wrapped by a master key outside the database.';

-- The archive by month. An id is yyyymm * 10^10 + n: the month (in the province) in which it was archived can be read from it, and
-- n, from one sequence for all months, never comes twice. What was archived before lies below the first month.
create sequence archive.message_number;

create function archive.first_id(month int) returns bigint language sql immutable parallel safe as
    'select month::bigint * 10000000000';

create function archive.month_of(at timestamptz) returns int language sql stable parallel safe as
    $$select to_char(at at time zone 'Asia/Shanghai', 'YYYYMM')::int$$;

drop view replay.archived;
alter table archive.segment drop constraint segment_message_id_fkey;
alter table archive.waiting drop constraint waiting_message_id_fkey;

-- Once-keys over all months; those of a month that is kept elsewhere stay.
create table archive.once (
    feed       text     not null, -- empty for what is no message of a feed
    target     smallint not null, -- 0 for what has none
    kind       smallint not null,
    once_key   text     not null,
    message_id bigint   not null,
    primary key (feed, target, kind, once_key)
);

comment on table archive.once is 'Which message stands for a once-key (幂等键).';

insert into archive.once (feed, target, kind, once_key, message_id)
select coalesce(feed, ''), coalesce(target, 0), kind, once_key, id from archive.message where once_key is not null;

drop index archive.message_once;
alter table archive.message alter column id drop identity;
alter table archive.message rename to message_before;
alter index archive.message_pkey rename to message_before_pkey;
alter index archive.message_received rename to message_before_received;

alter table archive.segment add column data_key int; -- a body from before is as it came
alter table archive.segment rename to segment_before;
alter index archive.segment_pkey rename to segment_before_pkey;

create table archive.message (like archive.message_before including constraints) partition by range (id);
alter table archive.message add primary key (id);
alter table archive.message
    alter column id set default archive.first_id(archive.month_of(now())) + nextval('archive.message_number');
create index message_received on archive.message (received_at);

create table archive.segment (like archive.segment_before including storage) partition by range (message_id);
alter table archive.segment add primary key (message_id, number);

comment on table archive.message is 'Bytes that came in or went out (报文), with what was known about them at that moment. A partition per month.';
comment on table archive.segment is 'The bytes of messages, cut in pieces. Without foreign key: a check per row would cost more than it finds.';
comment on column archive.segment.data_key is 'The data key the piece is sealed under (signing.data_key); none: it is as it came.';

alter table archive.message attach partition archive.message_before for values from (minvalue) to (1900010000000000);
alter table archive.segment attach partition archive.segment_before for values from (minvalue) to (1900010000000000);

-- Makes a month's partitions unless they are there. Attaching them holds up nobody who reads or writes other months.
create function archive.open_month(month int) returns boolean language plpgsql as $$
declare
    next int := case when month % 100 = 12 then month + 89 else month + 1 end;
    part text;
begin
    if month not between 190001 and 999912 or month % 100 not between 1 and 12 then
        raise exception 'no month %', month;
    end if;
    perform pg_advisory_xact_lock(hashtext('archive.open_month'));
    if to_regclass('archive.message_' || month) is not null then
        return false;
    end if;
    foreach part in array array['message', 'segment'] loop
        execute format('create table archive.%1$I (like archive.%2$I including defaults including constraints including indexes'
            ' including storage)', part || '_' || month, part);
        execute format('alter table archive.%2$I attach partition archive.%1$I for values from (%3$s) to (%4$s)',
            part || '_' || month, part, archive.first_id(month), archive.first_id(next));
    end loop;
    return true;
end $$;

select archive.open_month(archive.month_of(now()));

create view replay.archived as
select m.id as message_id, m.feed, m.channel, m.received_at, m.filename, m.media_type, m.size, m.digest, i.status, i.findings
from archive.message m left join ledger.intake i on i.message_id = m.id
where m.kind = 1 and m.direction = 1;

-- Months that were taken out of the database or put back. A month without a line was always here.
create table archive.month (
    month       int         not null primary key, -- 202603
    state       smallint    not null, -- 1 here, 2 kept elsewhere
    since       timestamptz not null,
    by          text        not null,
    file        text        not null, -- where it was written to, or taken from
    file_digest bytea       not null, -- SM3 of the manifest in the file, which has those of all the rest
    messages    bigint      not null,
    segments    bigint      not null,
    data_keys   int[]       not null -- under which bodies in the file are sealed
);

comment on table archive.month is 'Which months of the archive are kept elsewhere (另存), and where.';

create table archive.month_event (
    id       bigint generated always as identity primary key,
    month    int         not null,
    at       timestamptz not null,
    by       text        not null,
    action   text        not null, -- detached, attached
    file     text        not null,
    messages bigint      not null
);

comment on table archive.month_event is 'What was done with months of the archive, when and by whom. Rows are only ever added.';

create function archive.month_event_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'archive.month_event is append-only';
end $$;

create trigger append_only before update or delete on archive.month_event
    for each statement execute function archive.month_event_is_append_only();

-- Months that must stay, with the reason. Whoever knows of holds replaces the view; its columns stay.
create view archive.held_month as select null::int as month, null::text as reason where false;

create table archive.resealing (
    id            bigint generated always as identity primary key,
    data_key      int         not null, -- under which everything is to be sealed
    after_message bigint      not null default 0, -- how far it has come
    after_number  int         not null default -1,
    pieces        bigint      not null default 0, -- sealed anew
    bytes         bigint      not null default 0,
    damaged       bigint      not null default 0, -- did not open, left as they are
    started_at    timestamptz not null,
    started_by    text        not null,
    ended_at      timestamptz
);

comment on table archive.resealing is 'Bodies being sealed anew under a newer data key, and how far that is.';

create unique index resealing_open on archive.resealing ((true)) where ended_at is null;
