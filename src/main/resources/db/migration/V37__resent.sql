-- Records a platform refused by themselves: sent again on a person's word, and what a platform contradicted itself about.
alter table delivery.item add column doubted boolean not null default false;
comment on column delivery.item.doubted is 'Refused, and called good as well: nobody but the platform knows whether it stands there.';

-- What was refused alone goes again under the record's own number and revision, in a package of its own: the one it was refused in
-- is stored at the platform and keeps its identity.
alter table delivery.package add column resent int not null default 0;
comment on column delivery.package.resent is 'Of its records, those that were refused and are in another package by now: records = receipted + refused + resent once it is settled.';

create table delivery.resent (
    target           smallint    not null,
    record_id        bigint      not null,
    revision         int         not null,
    before_no        bigint      not null references delivery.package, -- it was refused in
    source_record_no text        not null,
    code             text, -- what was said of it there
    message          text,
    at               timestamptz not null,
    primary key (target, record_id, revision, before_no)
);

comment on table delivery.resent is 'Refusals of single records that were sent again; only added to, but for those the platform turns out to have.';

create index resent_by_before on delivery.resent (before_no);

-- What delivery reads of the ledger to know whether a revision is the latest, and how it stands.
create view delivery.due_revision as
select d.target, d.record_id, d.revision, v.standing
from ledger.due d join ledger.revision v on v.record_id = d.record_id and v.revision = d.revision;

-- Replays that deliver again have a frozen list of records too, and end with what the platforms say of each.
create table replay.again (
    job              bigint   not null references replay.job,
    message_id       bigint   not null, -- its present revision was read from
    row_no           int      not null,
    target           smallint not null,
    package_id       uuid     not null, -- it was in when the plan was made
    record_id        bigint   not null,
    revision         int      not null,
    source_record_no text     not null,
    effect           smallint not null, -- 2 goes again, 3 is receipted already, 4 cannot go
    why              text,
    primary key (job, message_id, row_no, target, revision)
);

comment on table replay.again is 'The records a replay delivers again, one line per platform.';

create index again_by_record on replay.again (record_id);
create index again_by_package on replay.again (package_id);

create or replace view replay.delivered as
select i.target, i.record_id, i.revision, i.state, v.message_id, v.row_no, g.id as package_id, g.state as package_state,
    i.source_record_no
from delivery.item i
    join ledger.revision v on v.record_id = i.record_id and v.revision = i.revision
    left join delivery.package g on g.no = i.package_no;

create view replay.due as select target, record_id, revision from ledger.due;

create function replay.reached(item smallint, package smallint) returns text language sql immutable as $$
    select case
        when item is null then 'PENDING'
        when item = 2 then 'SUPERSEDED'
        when item = 5 then 'RECEIPTED'
        when item = 6 then 'REFUSED'
        when package = 2 then 'UNKNOWN'
        when package = 7 then 'FAILED'
        when item = 4 or package in (3, 4, 5, 6) then 'SENT'
        else 'SEALED' end
$$;

-- How far each revision is at each platform that a replay made, or delivers again once its turn has come.
create or replace view replay.answer as
select p.replay, p.message_id, p.row_no, p.record_id, p.revision, d.target, replay.reached(i.state, g.state) as state,
    g.id as package_id, i.platform_id, i.code, i.message
from ledger.replayed p
    join ledger.due d on d.record_id = p.record_id and d.revision = p.revision
    left join delivery.item i on i.target = d.target and i.record_id = p.record_id and i.revision = p.revision
    left join delivery.package g on g.no = i.package_no
where p.revision is not null
union all
select a.job, a.message_id, a.row_no, a.record_id, a.revision, a.target,
    case when k.done then replay.reached(i.state, g.state) else 'PENDING' end, g.id, i.platform_id, i.code, i.message
from replay.again a
    join replay.package k on k.job = a.job and k.package_id = a.package_id
    left join delivery.item i on i.target = a.target and i.record_id = a.record_id and i.revision = a.revision
    left join delivery.package g on g.no = i.package_no
where a.effect = 2;

create or replace view replay.sent as
select g.id as package_id, g.target, g.state, g.records, g.receipted, g.refused,
    g.state in (4, 5) or g.state = 6 and g.sent_at is not null as stored -- at the platform, with its records judged one by one
from delivery.package g;
