-- When data of a feed is due and whether it came; what people must know of; and sums of the ledger by day.
create schema ops;

create table ops.watch (
    feed  text        not null primary key,
    rule  text        not null,
    since timestamptz not null -- nothing is expected before the hub first knew the rule
);

comment on table ops.watch is 'The feeds that are waited for, with the rule they are judged by (应到规则).';

create table ops.arrival (
    id         bigint generated always as identity primary key,
    feed       text        not null,
    period     date        not null, -- the first day of the period
    starts_at  timestamptz not null,
    due_at     timestamptz not null,
    deadline   timestamptz not null, -- due_at with grace: later is late
    ends_at    timestamptz,          -- messages from here on count for the next period; none for "never silent for longer"
    state      smallint    not null, -- 1 waiting, 2 arrived, 3 late (silence), 4 arrived late
    arrived_at timestamptz,
    message_id bigint,
    records    int,                  -- read from that message; 0 is a zero report
    unreadable int         not null default 0, -- messages of the period that could not be read
    closed     boolean     not null default false, -- nothing that arrives can change it
    unique (feed, starts_at)
);

comment on table ops.arrival is 'One line per feed and period: due when, and whether data came (应到与实到).';

create index arrival_open on ops.arrival (feed, due_at) where not closed;
create index arrival_by_due on ops.arrival (due_at);

create table ops.alarm (
    id              bigint generated always as identity primary key,
    code            text        not null,
    subject         text        not null,
    level           smallint    not null, -- 1 warning, 2 critical
    raised_at       timestamptz not null,
    zh              text        not null,
    en              text        not null,
    cleared_at      timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    reason          text
);

comment on table ops.alarm is 'What people must know of (告警): raised once, cleared when it is over.';

create unique index alarm_open on ops.alarm (code, subject) where cleared_at is null;

alter table ledger.intake add column received_at timestamptz;
update ledger.intake i set received_at = coalesce(
    (select m.received_at from archive.message m where m.id = i.message_id), i.started_at);
alter table ledger.intake alter column received_at set not null;
create index intake_by_feed on ledger.intake (feed, received_at);

create table ledger.feed_day (
    day        date   not null, -- on which the message was archived, in the province
    feed       text   not null,
    channel    text   not null,
    messages   bigint not null default 0, -- taken up
    done       bigint not null default 0,
    unreadable bigint not null default 0,
    failed     bigint not null default 0,
    seconds    double precision not null default 0, -- from archived to ended, of all that ended
    rows_done  bigint not null default 0,
    accepted   bigint not null default 0,
    updated    bigint not null default 0,
    duplicate  bigint not null default 0,
    stale      bigint not null default 0,
    conflict   bigint not null default 0,
    rejected   bigint not null default 0,
    parked     bigint not null default 0,
    outside    bigint not null default 0, -- of parked: in order, but outside the standard's scope
    primary key (day, feed, channel),
    constraint balance check (rows_done = accepted + updated + duplicate + stale + conflict + rejected + parked)
) with (fillfactor = 50); -- one line is changed by every message: room for its next versions beside it

comment on table ledger.feed_day is 'Sums of intake by day, feed and channel, kept in the transactions that keep the outcomes.';

create table ledger.feed_day_finding (
    day     date   not null,
    feed    text   not null,
    code    text   not null,
    field   text   not null, -- empty for a finding of a whole record or message
    records bigint not null, -- that have it, or messages for F1xx of a message as a whole
    primary key (day, feed, code, field)
) with (fillfactor = 50);

comment on table ledger.feed_day_finding is 'How many records had a finding, by day, feed, code and field.';

-- Messages that were taken up before there were sums.
insert into ledger.feed_day (day, feed, channel, messages, done, unreadable, failed, seconds, rows_done, accepted, updated,
    duplicate, stale, conflict, rejected, parked, outside)
select (i.received_at at time zone 'Asia/Shanghai')::date, i.feed, coalesce(m.channel, 'FILE'), count(*),
    count(*) filter (where i.status = 2), count(*) filter (where i.status = 3), count(*) filter (where i.status = 4),
    coalesce(sum(extract(epoch from i.finished_at - i.received_at)), 0), sum(i.rows_done), sum(i.accepted), sum(i.updated),
    sum(i.duplicate), sum(i.stale), sum(i.conflict), sum(i.rejected), sum(i.parked), sum(coalesce(o.outside, 0))
from ledger.intake i
    left join archive.message m on m.id = i.message_id
    left join (
        select e.message_id, count(*) as outside from ledger.entry e
        where e.outcome = 7 and e.findings::text ~ '"P10[125]"' and e.findings::text !~ '"P10[34]"'
        group by e.message_id) o on o.message_id = i.message_id
group by 1, 2, 3;

insert into ledger.feed_day_finding (day, feed, code, field, records)
select day, feed, code, field, count(*)
from (
    select distinct (i.received_at at time zone 'Asia/Shanghai')::date as day, i.feed, f ->> 'code' as code,
        coalesce(f ->> 'field', '') as field, e.message_id, e.row_no
    from ledger.entry e
        join ledger.intake i on i.message_id = e.message_id
        cross join json_array_elements(e.findings) f
    union all
    select (i.received_at at time zone 'Asia/Shanghai')::date, i.feed, f ->> 'code', coalesce(f ->> 'field', ''), i.message_id, 0
    from ledger.intake i cross join json_array_elements(i.findings) f) found
where code is not null
group by 1, 2, 3, 4;
