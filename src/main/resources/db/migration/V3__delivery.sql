-- Delivery: which revision went to which platform in which batch and package, and what the platform said.
create schema delivery;

create table delivery.watermark (
    target smallint not null primary key,
    due_no bigint   not null -- the last entry of the outbox that was taken
);

insert into delivery.watermark values (1, 0), (2, 0);

create table delivery.batch (
    id            bigint generated always as identity primary key,
    target        smallint    not null,
    business_date date        not null,
    number        int         not null, -- of the target's day, from 1
    batch_no      text        not null unique,
    kind          smallint    not null, -- 1 daily, 2 manual, 3 at once
    state         smallint    not null, -- 1 sealed, 2 sending, 3 sent, 4 receipted, 5 partly, 6 failed
    zero_report   boolean     not null,
    records       int         not null,
    packages      int         not null,
    sealed_at     timestamptz not null,
    unique (target, business_date, number)
);

comment on table delivery.batch is 'Revisions sealed for one target and one business day (批次).';

create index batch_by_date on delivery.batch (business_date, id);
create index batch_by_target on delivery.batch (target, id);

create table delivery.package (
    no              bigint generated always as identity primary key,
    id              uuid        not null unique, -- the name the platform knows, in every attempt
    batch_id        bigint      not null references delivery.batch,
    sequence        int         not null, -- in the batch, from 1
    target          smallint    not null,
    state           smallint    not null, -- 1 sealed, 2 unknown, 3 sent, 4 receipted, 5 partly, 6 refused, 7 failed
    records         int         not null,
    added           int         not null,
    changed         int         not null,
    removed         int         not null,
    receipted       int         not null default 0,
    refused         int         not null default 0,
    generated_at    timestamptz not null,
    after_no        bigint, -- an earlier package with an older revision of one of these records: it goes first
    digest          text, -- SM3 of the records as sent, once composed
    attempts        int         not null default 0,
    next_attempt_at timestamptz, -- when to push or to ask for receipts; none when nothing is left to do
    leased_by       text, -- the node at work on it until next_attempt_at
    sent_at         timestamptz,
    receipt_no      text,
    answers         text, -- SM3 of the receipts last seen
    failure         text,
    unique (batch_id, sequence)
);

comment on table delivery.package is 'What is sent at once (包): its bytes never change once it is sealed.';

create index package_waiting on delivery.package (target, next_attempt_at) where next_attempt_at is not null;

create table delivery.item (
    target           smallint not null,
    record_id        bigint   not null,
    revision         int      not null,
    due_no           bigint   not null,
    batch_id         bigint,
    package_no       bigint,   -- none when superseded or withdrawn before it was sent
    kind             smallint not null, -- 0 new, 1 change, 2 remove
    state            smallint not null, -- 2 superseded, 3 sealed, 4 sent, 5 receipted, 6 refused
    source_record_no text     not null,
    platform_id      text,
    code             text,     -- the platform's, when refused
    message          text,
    primary key (target, record_id, revision)
);

comment on table delivery.item is 'One revision at one target: exactly once.';

create index item_by_package on delivery.item (package_no, due_no) where package_no is not null;

create table delivery.receipt (
    package_no bigint      not null references delivery.package,
    stage      text        not null, -- R1 to R5
    code       text        not null, -- 0 is good
    message    text,
    at         timestamptz not null,
    archive_id bigint      not null, -- the answer it was read from
    primary key (package_no, stage, code)
);

comment on table delivery.receipt is 'The platform''s word for a package at one stage (回执).';
