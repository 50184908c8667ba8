-- Replay: what is done again, on whose word, and what became of it. The originals stay as they are.
alter table ledger.revision add column replay bigint; -- the replay that made it; none when it came in
alter table ledger.revision add column corrects boolean not null default false; -- made by a person, from the revision before

create table ledger.replayed (
    replay           bigint   not null,
    message_id       bigint   not null,
    row_no           int      not null,
    source_record_no text     not null,
    effect           smallint not null, -- 1 new, 2 changed, 3 unchanged, 4 impossible
    outcome          smallint not null,
    record_id        bigint,
    revision         int, -- the revision it made; none when it made none
    findings         json,
    primary key (replay, message_id, row_no)
);

comment on table ledger.replayed is 'What became of a source record when it was done again: one line per replay and record. Only added to.';

create index replayed_by_message on ledger.replayed (message_id, row_no) where revision is not null;
create index replayed_by_record on ledger.replayed (record_id) where revision is not null;

-- What a plan would leave behind, so that its later records see what its earlier ones would do. Gone when the plan is made.
create unlogged table ledger.planned (
    plan              bigint   not null,
    id                bigint   not null,
    feed              smallint not null,
    source_record_no  text     not null,
    opened_on         date     not null,
    channel           text     not null,
    revision          int      not null,
    version           bigint,
    content           uuid     not null,
    state             smallint not null,
    lead              bigint,
    national          boolean  not null,
    matter            uuid,
    complainant_code  bigint,
    complainant_name  bigint,
    message_id        bigint   not null, -- what made the revision
    row_no            int      not null,
    corrects          boolean  not null,
    primary key (plan, feed, source_record_no)
);

create index planned_by_matter on ledger.planned (plan, matter) where matter is not null;

create schema replay;

create table replay.job (
    id               bigint generated always as identity primary key,
    mode             smallint    not null, -- 1 reprocess, 2 redeliver, 3 correct, 4 shadow
    state            smallint    not null, -- 1 planning, 2 planned, 3 running, 4 paused, 5 stopped, 6 cancelled, 7 ended
    selection        json        not null,
    changes          json, -- of a correction: field to value
    reason           text        not null,
    author           text        not null,
    dry              boolean     not null,
    rate             int         not null, -- records a second, 0 for as fast as it goes
    max_failure_rate double precision not null,
    created_at       timestamptz not null,
    planned_at       timestamptz,
    started_at       timestamptz,
    started_by       text,
    ended_at         timestamptz,
    needs_approval   boolean     not null default false,
    approved_at      timestamptz,
    approved_by      text,
    summary          json, -- the plan's sums
    note             text, -- why it stands still
    leased_by        text,
    leased_until     timestamptz
);

comment on table replay.job is 'One line per replay: who wants what done again, and why.';

create index job_to_do on replay.job (id) where state in (1, 3);

create table replay.message (
    job        bigint   not null references replay.job,
    message_id bigint   not null,
    feed       text     not null,
    whole      boolean  not null, -- every record of it, rather than those listed
    alone      boolean  not null default false, -- failed in company
    planned    boolean  not null default false,
    done       boolean  not null default false,
    failure    text,
    primary key (job, message_id)
);

comment on table replay.message is 'The messages a replay reads again.';

create index message_to_plan on replay.message (job, message_id) where not planned;
create index message_to_do on replay.message (job, message_id) where not done;

create table replay.read_with (
    job     bigint not null references replay.job,
    feed    text   not null,
    mapping text   not null,
    pack    text   not null,
    primary key (job, feed)
);

comment on table replay.read_with is 'The versions of mapping and standard pack a plan was made with; it is run with no others.';

create table replay.item (
    job              bigint   not null,
    message_id       bigint   not null,
    row_no           int      not null,
    source_record_no text,
    effect           smallint, -- as planned: 1 new, 2 changed, 3 unchanged, 4 impossible; none while not planned
    outcome          smallint,
    record_id        bigint,
    revision         int, -- the revision it would make
    confirmed        boolean not null default false, -- stands as a confirmed breach, before or after
    findings         json,
    primary key (job, message_id, row_no)
);

comment on table replay.item is 'The records of a replay, one line each, frozen when it starts.';

create table replay.package (
    job        bigint   not null references replay.job,
    package_id uuid     not null,
    target     smallint not null,
    records    int      not null,
    effect     smallint not null, -- 1 again, 3 receipted already, 4 impossible
    why        text,
    done       boolean  not null default false,
    primary key (job, package_id)
);

comment on table replay.package is 'The packages a replay delivers again.';

create table replay.event (
    id     bigint generated always as identity primary key,
    job    bigint      not null references replay.job,
    at     timestamptz not null,
    author text        not null,
    action text        not null,
    detail text
);

comment on table replay.event is 'Who did what to a replay. Rows are only ever added.';

create index event_by_job on replay.event (job, id);

create function replay.event_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'replay.event is append-only';
end $$;

create trigger append_only before update or delete on replay.event
    for each statement execute function replay.event_is_append_only();

-- How far each revision a replay made is at each platform; read, never written.
create view replay.answer as
select p.replay, p.message_id, p.row_no, p.record_id, p.revision, d.target,
    case
        when i.state is null then 'PENDING'
        when i.state = 2 then 'SUPERSEDED'
        when i.state = 5 then 'RECEIPTED'
        when i.state = 6 then 'REFUSED'
        when g.state = 2 then 'UNKNOWN'
        when g.state = 7 then 'FAILED'
        when i.state = 4 then 'SENT'
        else 'SEALED' end as state,
    g.id as package_id, i.platform_id, i.code, i.message
from ledger.replayed p
    join ledger.due d on d.record_id = p.record_id and d.revision = p.revision
    left join delivery.item i on i.target = d.target and i.record_id = p.record_id and i.revision = p.revision
    left join delivery.package g on g.no = i.package_no
where p.revision is not null;

-- What replay reads of the others: the columns it needs and no more. It writes its own tables only.
create view replay.archived as
select m.id as message_id, m.feed, m.channel, m.received_at, m.filename, m.media_type, m.size, m.digest, i.status, i.findings
from archive.message m left join ledger.intake i on i.message_id = m.id
where m.kind = 1 and m.direction = 1;

create view replay.entry as
select e.message_id, e.row_no, e.source_record_no, e.outcome, e.record_id, e.revision, e.findings, i.feed, i.received_at, i.status
from ledger.entry e join ledger.intake i on i.message_id = e.message_id;

create view replay.origin as
select r.id as record_id, r.opened_on, r.channel, f.name as feed, r.source_record_no, r.version, v.revision, v.message_id, v.row_no,
    v.standing, v.fields
from ledger.record r
    join ledger.feed f on f.id = r.feed
    join ledger.revision v on v.record_id = r.id and v.revision = r.revision;

create view replay.returned as
select r.message_id, r.row_no, f.name as feed, r.source_record_no
from ledger.returned r join ledger.feed f on f.id = r.feed where r.corrected_by_message is null;

create view replay.delivered as
select i.target, i.record_id, i.revision, i.state, v.message_id, v.row_no, g.id as package_id, g.state as package_state
from delivery.item i
    join ledger.revision v on v.record_id = i.record_id and v.revision = i.revision
    left join delivery.package g on g.no = i.package_no;

create view replay.receipted as
select i.target, i.record_id from delivery.item i join ledger.record r on r.id = i.record_id and r.revision = i.revision
where i.state = 5;

create view replay.sent as
select g.id as package_id, g.target, g.state, g.records, g.receipted, g.refused from delivery.package g;

create view replay.result as
select p.replay, p.message_id, p.row_no, p.source_record_no, p.effect, p.outcome, p.record_id, p.revision, p.findings,
    r.opened_on, r.channel
from ledger.replayed p left join ledger.record r on r.id = p.record_id;
