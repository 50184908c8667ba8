-- Records found by a telephone or identity number that lies sealed: a digest of it under a key of its own.
create table personal.number_digest (
    digest    bigint   not null, -- the first 8 bytes of the HMAC; what is found is opened and compared
    record_id bigint   not null,
    key       smallint not null, -- number of the key it was made with
    primary key (digest, record_id)
);

comment on table personal.number_digest is 'Which records tell which number (号码摘要). Without the key it tells no number; made anew from the ledger at any time.';

create index number_digest_record on personal.number_digest (record_id);

create table personal.unkeyed (
    id      bigint generated always as identity primary key,
    records bigint[] not null
);

comment on table personal.unkeyed is 'Records with revisions whose numbers have no digest yet; written with the revisions, gone when they have.';

create table personal.keying (
    one   boolean  not null primary key check (one),
    key   smallint not null, -- number of the newest key
    after bigint, -- all records up to here have digests under it; none when the walk is through
    read  bigint   not null
);

comment on table personal.keying is 'How far the records from before are: one line, and none before the first of them.';

create function personal.note_unkeyed() returns trigger language plpgsql as $$
begin
    insert into personal.unkeyed (records)
    select array_agg(record_id) from fresh where personal is not null having count(*) > 0;
    return null;
end $$;

create trigger note_unkeyed after insert on ledger.revision
    referencing new table as fresh for each statement execute function personal.note_unkeyed();

create view personal.record as select r.id from ledger.record r;

create view personal.revision as
select v.record_id, v.revision, v.at, v.message_id, v.row_no, v.fields, v.personal, f.name as feed, r.source_record_no, r.opened_on, r.channel
from ledger.revision v
    join ledger.record r on r.id = v.record_id
    join ledger.feed f on f.id = r.feed;

create view personal.waiting as select message_id from archive.waiting;

-- A search by a number is a look at personal data.
alter table security.look drop constraint look_kind_check;
alter table security.look add constraint look_kind_check
    check (kind in ('RECORD', 'MESSAGE', 'REPLAY', 'RAW', 'RETURNED', 'EVIDENCE', 'EXPORT', 'NUMBER'));
