-- Search: an index beside the archive that can be thrown away and built anew. It holds hashes of words and of numbers, for
-- blocks of neighbouring records or messages; what a search shows is read from the archive and the ledger.
create schema search;

-- Slices are written whole and never changed: small ones are merged into larger ones.
create table search.slice (
    id            bigint generated always as identity primary key,
    space         smallint    not null, -- 1 records, 2 messages, 3 packages
    month         int         not null, -- of its messages, yyyymm; 0 for those from before months were part of the id
    docs          int         not null, -- records or messages in it
    blocks        int         not null,
    bits          smallint    not null, -- 2^bits buckets
    first_message bigint      not null,
    last_message  bigint      not null,
    min_at        timestamptz not null, -- received
    max_at        timestamptz not null,
    bytes         bigint      not null
);

comment on table search.slice is 'Pieces of the index (索引分片), each over some tens of thousands of records or messages at most.';

create index slice_newest on search.slice (space, last_message desc);

create table search.posting (
    slice_id bigint not null references search.slice on delete cascade,
    bucket   int    not null, -- by the first bits of a word's hash; below 0: what is in the blocks
    data     bytea  not null,
    primary key (slice_id, bucket)
) with (toast_tuple_target = 4080);

-- They are packed already.
alter table search.posting alter column data set storage external;

create table search.watermark (
    month      int         not null primary key,
    message_id bigint      not null, -- everything of the month up to here is indexed or listed as apart
    ahead      bigint      not null, -- the newest message when this was last looked at
    ahead_xid  xid8        not null, -- transactions from here on had not begun then
    looked_at  timestamptz not null
);

comment on table search.watermark is 'How far the index has come, by month. Ids are not handed out in the order of commit: it moves once nobody older is at work.';

create table search.apart (
    message_id  bigint      not null primary key,
    received_at timestamptz not null,
    row_no      int         not null, -- so many of its records are indexed
    state       smallint    not null  -- 1 not settled, 3 unreadable, 4 failed
);

comment on table search.apart is 'Messages the watermark passed that were not settled, or too large to be indexed at once; and those that failed.';

create table search.replay_taken (
    replay     bigint  not null primary key,
    message_id bigint  not null,
    row_no     int     not null,
    ended      boolean not null
);

comment on table search.replay_taken is 'How much of what each replay made is indexed.';

create table search.package_mark (
    one     boolean not null primary key default true check (one),
    last_no bigint  not null -- packages up to here are indexed or listed as open
);

create table search.package_open (
    package_no bigint not null primary key
);

comment on table search.package_open is 'Packages whose final receipts had not come when the index passed them.';

-- What search reads of the others.
create view search.message as
select m.id, m.direction, m.kind, m.feed, m.target, m.channel, m.received_at, m.filename, m.size, m.digest,
    i.status, i.rows_done, i.pack, i.findings
from archive.message m left join ledger.intake i on i.message_id = m.id;

create view search.waiting as select message_id from archive.waiting;

create view search.intake as select message_id, status, rows_done from ledger.intake;

create view search.entry as
select e.message_id, e.row_no, e.place, e.source_record_no, e.outcome, e.findings, e.record_id, e.revision, r.opened_on, r.channel, r.state
from ledger.entry e left join ledger.record r on r.id = e.record_id;

-- Whatever was made of a source record, as text: the revisions it made, or what was kept of it aside.
create view search.content as
select e.message_id, e.row_no, v.fields, i.pack
from ledger.entry e
    join ledger.revision v on v.record_id = e.record_id and v.revision = e.revision
    join ledger.intake i on i.message_id = e.message_id
union all
select e.message_id, e.row_no, e.fields, i.pack
from ledger.entry e join ledger.intake i on i.message_id = e.message_id
where e.fields is not null
union all
select p.message_id, p.row_no, v.fields, i.pack
from ledger.replayed p
    join ledger.revision v on v.record_id = p.record_id and v.revision = p.revision
    join ledger.intake i on i.message_id = p.message_id
where p.revision is not null;

create view search.replayed as
select replay, message_id, row_no, record_id, outcome, findings from ledger.replayed where revision is not null;

create view search.replay as select id, state from replay.job;

create view search.package as
select p.no, p.id, p.batch_id, p.state, p.generated_at, b.batch_no from delivery.package p join delivery.batch b on b.id = p.batch_id;

create view search.item as
select i.package_no, i.due_no, i.record_id, i.platform_id, v.message_id, v.row_no
from delivery.item i join ledger.revision v on v.record_id = i.record_id and v.revision = i.revision;

create view search.platform_id as select package_no, platform_id from delivery.item where platform_id is not null;
