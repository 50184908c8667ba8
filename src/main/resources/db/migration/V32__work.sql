-- Work that waits for people: what they decide about records, look-alikes, and searches they keep.
create table ledger.ruling (
    id     bigint      not null primary key, -- counted together with the replays: both make revisions
    at     timestamptz not null,
    author text        not null,
    ruling smallint    not null, -- 1 release, 2 dismiss, 3 same, 4 different
    reason text        not null,
    cases  int         not null
);

comment on table ledger.ruling is
    'What a person decided about records that waited (裁定). What became of each stands in ledger.replayed under the same number. Only added to.';

create function ledger.ruling_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'ledger.ruling is append-only';
end $$;

create trigger append_only before update or delete on ledger.ruling
    for each statement execute function ledger.ruling_is_append_only();

create function ledger.next_ruling() returns bigint language sql as $$
    select nextval(pg_get_serial_sequence('replay.job', 'id'))
$$;

alter table ledger.returned add column ruling bigint; -- a person's word on it; what its sender sends later is another matter
create index returned_waiting on ledger.returned (returned_at, message_id, row_no)
    where corrected_by_message is null and ruling is null and outcome in (5, 7);

alter table ledger.record add column same_as uuid; -- the matter as which a person confirmed it to be the lead's; all zero for none
create index record_linked on ledger.record (id)
    where state = 3 and same_as is distinct from coalesce(matter, '00000000-0000-0000-0000-000000000000'::uuid);

create table ledger.look_alike (
    record_id bigint      not null primary key,
    other     bigint      not null, -- the older one
    matter    uuid        not null, -- of both
    seen_at   timestamptz not null,
    ruling    bigint      -- a person's word on it
);

comment on table ledger.look_alike is 'Complaints in force about one contract that the rules do not take for one matter: suggestions for a person.';

create index look_alike_open on ledger.look_alike (record_id) where ruling is null;

create table ledger.look_alike_mark (
    one    boolean not null primary key default true check (one),
    due_no bigint  not null -- of the provincial outbox: looked at up to here
);

insert into ledger.look_alike_mark (due_no) select coalesce(max(due_no), 0) from ledger.due where target = 1;

-- Results of rulings are leaves of the proof like those of replays.
create or replace view proof.ended_replay as
select j.id as replay from replay.job j
where j.state in (6, 7) and j.started_at is not null and not exists (select from proof.replay_done d where d.replay = j.id)
union all
select r.id from ledger.ruling r where not exists (select from proof.replay_done d where d.replay = r.id);

create schema work;

-- What the work list reads of the others; it writes none of them.
create view work.returned as
select r.message_id, r.row_no, r.returned_at, r.outcome, f.name as feed, r.source_record_no, e.record_id, e.revision as made, e.findings,
    c.opened_on, c.channel, c.revision
from ledger.returned r
    join ledger.feed f on f.id = r.feed
    left join ledger.entry e on e.message_id = r.message_id and e.row_no = r.row_no
    left join ledger.record c on c.id = e.record_id
where r.corrected_by_message is null and r.ruling is null and r.outcome in (5, 7);

create view work.linked as
select r.id as record_id, r.opened_on, r.channel, r.revision, f.name as feed, r.source_record_no, v.at, v.message_id, v.row_no,
    l.id as lead_id, l.opened_on as lead_opened_on, l.channel as lead_channel, lf.name as lead_feed
from ledger.record r
    join ledger.feed f on f.id = r.feed
    join ledger.revision v on v.record_id = r.id and v.revision = r.revision
    left join ledger.record l on l.id = r.lead
    left join ledger.feed lf on lf.id = l.feed
where r.state = 3 and r.same_as is distinct from coalesce(r.matter, '00000000-0000-0000-0000-000000000000'::uuid);

create view work.look_alike as
select r.id as record_id, r.opened_on, r.channel, r.revision, f.name as feed, r.source_record_no, a.seen_at as at, v.message_id, v.row_no,
    l.id as lead_id, l.opened_on as lead_opened_on, l.channel as lead_channel, lf.name as lead_feed
from ledger.look_alike a
    join ledger.record r on r.id = a.record_id
    join ledger.feed f on f.id = r.feed
    join ledger.revision v on v.record_id = r.id and v.revision = r.revision
    join ledger.record l on l.id = a.other
    join ledger.feed lf on lf.id = l.feed
where a.ruling is null and r.state = 1 and l.state = 1 and r.matter = a.matter and l.matter = a.matter;

-- The fields a source record has today: those of the revision that was read from it, or those that were put aside for a person.
create view work.fields as
select e.message_id, e.row_no, e.source_record_no, coalesce(v.fields, e.fields) as fields,
    case when v.fields is null then e.personal else v.personal end as personal
from ledger.entry e
    left join lateral (
        select v.fields, v.personal from ledger.record r
            join ledger.revision v on v.record_id = r.id and v.revision = r.revision
        where r.id = coalesce(e.record_id, (select p.record_id from ledger.replayed p
                where p.message_id = e.message_id and p.row_no = e.row_no and p.revision is not null order by p.replay desc limit 1))
            and v.message_id = e.message_id and v.row_no = e.row_no) v on true
union all
select p.message_id, p.row_no, p.source_record_no, v.fields, v.personal
from ledger.replayed p
    join ledger.record r on r.id = p.record_id and r.revision = p.revision
    join ledger.revision v on v.record_id = r.id and v.revision = r.revision
where p.revision is not null
    and not exists (select from ledger.entry e where e.message_id = p.message_id and e.row_no = p.row_no);

create view work.message as
select m.id, m.feed, m.channel, m.received_at, m.filename, m.media_type, m.size, m.digest from archive.message m where m.feed is not null;

create view work.replay as
select j.id, j.created_at as at, j.author, j.reason from replay.job j
where j.state = 2 and j.needs_approval and j.approved_at is null and not j.dry;

create view work.retention as
select j.id, j.created_at as at, j.author, j.reason from retention.job j where j.state = 1;

create view work.token as
select t.id, t.created_at as at, t.person, t.issued_by as author from security.token t
where t.needs_confirmation and t.confirmed_by is null and t.revoked_at is null;

create view work.exchange as
select i.message_id as id, coalesce(i.finished_at, i.started_at) as at, i.feed, i.failure from ledger.intake i
where i.status = 4
    and not exists (select from ledger.replayed p where p.message_id = i.message_id and p.revision is not null);

create index intake_failed on ledger.intake (message_id) where status = 4;

create view work.package as
select p.no as id, p.id as package_id, p.batch_id, b.batch_no, p.target, p.state, p.records, p.failure,
    coalesce(p.tried_at, p.sent_at, p.generated_at) as at
from delivery.package p join delivery.batch b on b.id = p.batch_id where p.state in (2, 7);

create index package_in_trouble on delivery.package (no) where state in (2, 7);

create view work.statement as
select s.id, s.business_date, s.version, s.made_at as at, s.differences from reconciliation.statement s
where s.id = (select max(id) from reconciliation.statement) and s.differences > 0;

create view work.alarm as
select a.id, a.raised_at as at, a.code, a.subject, a.level, a.zh, a.en from ops.alarm a
where a.cleared_at is null and a.acknowledged_at is null;

-- Searches people keep, each for himself.
create table search.saved (
    id       bigint generated always as identity primary key,
    owner    text        not null,
    kind     text        not null check (kind in ('messages', 'records')),
    name     text        not null,
    criteria json        not null,
    saved_at timestamptz not null,
    unique (owner, kind, name)
);

comment on table search.saved is 'Searches a person keeps under a name; nobody else sees them.';

-- How an exchange went, and what a platform said of each record of a package.
create view work.settling as select i.message_id, i.started_at, i.finished_at from ledger.intake i;

create view work.onward as
select e.message_id, e.row_no, d.target, i.state, p.sent_at
from ledger.entry e
    join ledger.due d on d.record_id = e.record_id and d.revision = e.revision
    left join delivery.item i on i.target = d.target and i.record_id = d.record_id and i.revision = d.revision
    left join delivery.package p on p.no = i.package_no
where e.revision is not null;

create view work.package_item as
select p.id as package_id, i.due_no, i.record_id, r.opened_on, r.channel, i.revision, i.kind, f.name as feed, i.source_record_no,
    i.platform_id, i.code, i.message,
    case i.state when 3 then 'SEALED' when 4 then 'SENT' when 5 then 'RECEIPTED' when 6 then 'REFUSED' else 'SUPERSEDED' end as state
from delivery.package p
    join delivery.item i on i.package_no = p.no
    join ledger.record r on r.id = i.record_id
    join ledger.feed f on f.id = r.feed;
