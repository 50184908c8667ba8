-- Sums of what is due and of what was taken, kept by the database itself so that no writer can forget them; what a statement
-- (对账单) compares; and the statements that were made. Amounts are in fen: 万元 with six decimals, exactly.

alter table ledger.due
    add column feed   smallint,
    add column day    date,
    add column amount bigint;

update ledger.due d
set feed = r.feed,
    day = (coalesce(i.received_at, v.at) at time zone 'Asia/Shanghai')::date
from ledger.record r, ledger.revision v left join ledger.intake i on i.message_id = v.message_id
where r.id = d.record_id and v.record_id = d.record_id and v.revision = d.revision;

delete from ledger.due where day is null; -- what no revision stands behind could never be sent
alter table ledger.due alter column feed set not null, alter column day set not null;

comment on column ledger.due.day is 'The day in the province on which the message was archived that brought the revision.';
comment on column ledger.due.amount is 'What the revision says of the amount, in fen; none if it says nothing.';

create table ledger.due_day (
    day     date     not null,
    feed    smallint not null,
    target  smallint not null,
    records bigint   not null,
    amount  numeric  not null,
    first   bigint   not null, -- due_no
    last    bigint   not null,
    primary key (day, feed, target)
) with (fillfactor = 50);

comment on table ledger.due_day is 'Sums of the outbox by day of receipt, feed and target.';

create function ledger.sum_due() returns trigger language plpgsql as $$
begin
    insert into ledger.due_day as s (day, feed, target, records, amount, first, last)
    select day, feed, target, count(*), coalesce(sum(amount), 0), min(due_no), max(due_no)
    from added group by day, feed, target order by day, feed, target
    on conflict (day, feed, target) do update
    set records = s.records + excluded.records, amount = s.amount + excluded.amount,
        first = least(s.first, excluded.first), last = greatest(s.last, excluded.last);
    return null;
end $$;

create trigger due_summed after insert on ledger.due
    referencing new table as added for each statement execute function ledger.sum_due();

insert into ledger.due_day (day, feed, target, records, amount, first, last)
select day, feed, target, count(*), coalesce(sum(amount), 0), min(due_no), max(due_no)
from ledger.due group by day, feed, target;

create table delivery.superseded (
    target  smallint not null primary key,
    records bigint   not null
);

comment on table delivery.superseded is 'How many items are in no package and never will be. Kept by triggers.';

create function delivery.count_superseded() returns trigger language plpgsql as $$
begin
    insert into delivery.superseded as s (target, records)
    select target, count(*) from added where state = 2 group by target order by target
    on conflict (target) do update set records = s.records + excluded.records;
    return null;
end $$;

create trigger superseded_counted after insert on delivery.item
    referencing new table as added for each statement execute function delivery.count_superseded();

create function delivery.recount_superseded() returns trigger language plpgsql as $$
begin
    insert into delivery.superseded as s (target, records)
    values (old.target, case when tg_op = 'UPDATE' and old.state <> 2 then 1 else -1 end)
    on conflict (target) do update set records = s.records + excluded.records;
    return null;
end $$;

-- Rare: a revision is outdated by a newer one before its package is sent again.
create trigger superseded_changed after update on delivery.item
    for each row when ((old.state = 2) is distinct from (new.state = 2)) execute function delivery.recount_superseded();
create trigger superseded_removed after delete on delivery.item
    for each row when (old.state = 2) execute function delivery.recount_superseded();

insert into delivery.superseded (target, records)
select target, count(*) from delivery.item where state = 2 group by target;

alter table archive.message drop constraint message_kind_check;
alter table archive.message add constraint message_kind_check check (kind between 1 and 4); -- 4 statement

-- Batches that people hold back, by themselves or with their whole target.
create view delivery.held_batch as
select b.id from delivery.batch b
where exists (
    select from delivery.hold h
    where h.target = b.target and h.released_at is null and h.record_id is null and (h.batch_id is null or h.batch_id = b.id));

create schema reconciliation;

-- How far a revision is on its way to a platform, by the state of its item and of its package:
-- 1 pending, 2 held, 3 failed, 4 unknown, 5 awaiting, 6 receipted, 7 refused, 8 superseded
create function reconciliation.stage(item smallint, package smallint, held boolean) returns int language sql immutable as $$
    select case
        when item = 2 then 8
        when item = 5 then 6
        when item = 6 then 7
        when package = 1 then case when held then 2 else 1 end
        when package = 2 then 4
        when package = 7 then 3
        when package in (3, 4, 5, 6) then 5
        else 2
    end
$$;

-- What became due, and how far it is (by day of receipt). Without an item and behind the watermark it is lost: stage 0.
create view reconciliation.due_line as
select d.target, d.day, f.name as feed, d.due_no, d.record_id, d.revision, d.amount,
    case
        when i.target is not null then reconciliation.stage(i.state, p.state, h.id is not null)
        when a.target is not null then 2
        when d.due_no > coalesce(w.due_no, 0) then 1
        else 0
    end as stage
from ledger.due d
    join ledger.feed f on f.id = d.feed
    left join delivery.watermark w on w.target = d.target
    left join delivery.item i on i.target = d.target and i.record_id = d.record_id and i.revision = d.revision
    left join delivery.package p on p.no = i.package_no
    left join delivery.held_batch h on h.id = p.batch_id
    left join delivery.held_due a on a.target = d.target and a.due_no = d.due_no;

-- What the batches of a business day hold, and how far it is; and aside, what came on that day and is held before any batch.
create view reconciliation.sent_line as
select b.target, b.business_date, f.name as feed, i.source_record_no, i.record_id, i.revision, i.kind, d.amount, i.platform_id, i.code,
    i.message, p.sent_at, p.failure, reconciliation.stage(i.state, p.state, h.id is not null) as stage, false as aside
from delivery.batch b
    join delivery.package p on p.batch_id = b.id
    join delivery.item i on i.package_no = p.no
    left join delivery.held_batch h on h.id = b.id
    left join ledger.due d on d.target = i.target and d.due_no = i.due_no
    left join ledger.feed f on f.id = d.feed
union all
select d.target, d.day, f.name, r.source_record_no, d.record_id, d.revision, d.kind, d.amount, null, null, null, null, null, 2, true
from delivery.held_due a
    join ledger.due d on d.target = a.target and d.due_no = a.due_no
    join ledger.record r on r.id = d.record_id
    join ledger.feed f on f.id = d.feed;

-- Whether the batches of a business day have their answers.
create view reconciliation.day_end as
select b.business_date, b.target, bool_or(b.kind = 1) as daily, count(*) filter (where p.state in (1, 2, 3)) as open
from delivery.batch b join delivery.package p on p.batch_id = b.id
group by b.business_date, b.target;

create table reconciliation.statement (
    id            bigint generated always as identity primary key,
    business_date date        not null,
    version       int         not null, -- of the day, from 1: made again, never changed
    made_at       timestamptz not null,
    reason        text        not null, -- the schedule, or who asked for it
    closes        boolean     not null,
    differences   bigint      not null,
    head          json        not null, -- the statement without its differences
    archive_id    bigint      not null, -- the whole as signed
    digest        text        not null, -- SM3 of the archived bytes
    algorithm     text        not null,
    key_id        text        not null,
    signature     text        not null, -- detached, over the archived bytes
    unique (business_date, version)
);

comment on table reconciliation.statement is 'Statements of a business day (对账单) as they were made.';

-- What the stand-in platforms say they hold (对账), written from the packages they took when a statement is first asked for.
alter table sandbox.package add column booked boolean not null default false;

alter table sandbox.record
    add column target        smallint,
    add column business_date date,
    add column revision      int,
    add column amount        bigint, -- in fen
    add column platform_id   text;

create index record_stated on sandbox.record (target, business_date, source_record_no collate "C", revision)
    where business_date is not null and code = '0';
