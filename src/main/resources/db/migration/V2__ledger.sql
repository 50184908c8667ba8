-- The ledger: what became of every source record.
create schema ledger;

create table ledger.intake (
    message_id   bigint      not null primary key,
    feed         text        not null,
    status       smallint    not null, -- 1 processing, 2 done, 3 unreadable, 4 failed
    started_at   timestamptz not null,
    finished_at  timestamptz,
    mapping      text        not null, -- version of the mapping the records were read with
    pack         text        not null, -- standard pack and version
    rows_done    int         not null default 0,
    accepted     int         not null default 0,
    updated      int         not null default 0,
    duplicate    int         not null default 0,
    stale        int         not null default 0,
    conflict     int         not null default 0,
    rejected     int         not null default 0,
    parked       int         not null default 0,
    findings     json,       -- of the message as a whole
    failure      text,
    constraint balance check (rows_done = accepted + updated + duplicate + stale + conflict + rejected + parked)
);

comment on table ledger.intake is 'One line per message taken up: how far, with which result. The balance closes in every committed state.';

create table ledger.feed (
    id   smallint generated always as identity primary key,
    name text not null unique
);

-- One step is a block of numbers that a hub gives out by itself.
create sequence ledger.record_id increment by 1000;

create table ledger.record (
    id                bigint   not null primary key,
    feed              smallint not null, -- of ledger.feed; checking that row by row would cost more than keeping the record
    source_record_no  text     not null,
    opened_on         date     not null,
    channel           text     not null,
    revision          int      not null,
    version           bigint,
    content           uuid     not null,
    state             smallint not null, -- 1 in force, 2 parked, 3 linked to a lead as duplicate
    lead              bigint,
    national          boolean  not null default false, -- stands at the national platform, or is due there
    matter            uuid,
    complainant_code  bigint,
    complainant_name  bigint,
    unique (feed, source_record_no)
);

comment on table ledger.record is 'One line per (feed, source record number): its current revision and what deciding about the next one needs.';

create index record_by_matter on ledger.record (matter) where matter is not null;

create table ledger.revision (
    record_id  bigint      not null,
    revision   int         not null,
    at         timestamptz not null,
    message_id bigint      not null,
    row_no     int         not null,
    standing   smallint    not null,
    fields     json        not null, -- as canonical text: equal records are equal bytes
    primary key (record_id, revision)
);

create table ledger.entry (
    message_id       bigint   not null,
    row_no           int      not null,
    place            text     not null,
    source_record_no text     not null,
    outcome          smallint not null,
    record_id        bigint, -- the record it belongs to; none for rejected source records
    revision         int,    -- the revision it made; none when it made none
    duplicate_of     bigint, -- the lead of the same matter
    findings         json,
    fields           json,   -- of a source record that made no revision and that somebody has to look at
    primary key (message_id, row_no)
);

comment on table ledger.entry is 'One line per source record: exactly one outcome each.';

create index entry_by_record on ledger.entry (record_id) where record_id is not null;

create table ledger.due (
    due_no    bigint generated always as identity,
    target    smallint not null,
    record_id bigint   not null,
    revision  int      not null,
    kind      smallint not null,
    primary key (target, due_no)
);

comment on table ledger.due is 'Outbox: revisions that concern a target, in the order of commit. Append-only; delivery keeps a watermark.';

create index due_by_record on ledger.due (record_id);
create index record_by_lead on ledger.record (lead) where lead is not null;
