-- Evidence: what is shown and handed over about single records, and the mapping files that were in force.
create schema evidence;

create table evidence.mapping (
    feed       text        not null,
    version    text        not null, -- as ledger.intake.mapping tells it: the file's own version and a digest of its text
    pack       text        not null,
    archive_id bigint      not null, -- the file's text, archived as a document
    kept_at    timestamptz not null,
    primary key (feed, version)
);

comment on table evidence.mapping is 'Every mapping the hub ever ran with, so that what it did can be explained later. Only added to.';

-- What evidence reads of the others: the columns it needs and no more.
create view evidence.entry as
select e.message_id, e.row_no, e.place, e.source_record_no, e.outcome, e.record_id, e.revision
from ledger.entry e;

create view evidence.revision as
select v.record_id, v.revision, v.at, v.message_id, v.row_no, v.standing, v.replay, v.corrects from ledger.revision v;

create view evidence.replayed as
select p.replay, p.message_id, p.row_no, p.effect, p.outcome, p.record_id, p.revision from ledger.replayed p;

create view evidence.record as
select r.id as record_id, r.opened_on, r.channel, f.name as feed, r.source_record_no, r.revision
from ledger.record r join ledger.feed f on f.id = r.feed;

create view evidence.read_with as
select i.message_id, null::bigint as replay, i.feed, i.mapping, i.pack from ledger.intake i
union all
select null, w.job, w.feed, w.mapping, w.pack from replay.read_with w;

create view evidence.item as
select i.target, i.record_id, i.revision, i.platform_id, i.kind, i.state, g.id as package_id, g.no as package_no
from delivery.item i left join delivery.package g on g.no = i.package_no;

create index item_by_platform_id on delivery.item (platform_id) where platform_id is not null;

create view evidence.package_message as
select g.id as package_id, g.no as package_no, o.message_id as archive_id
from delivery.package g
    join archive.once o on o.feed = '' and o.target = g.target and o.kind = 2 and o.once_key = g.id::text;

create view evidence.receipt_message as
select r.package_no, r.archive_id from delivery.receipt r where r.archive_id > 0;

create view evidence.archived as
select m.id, m.direction, m.kind, m.feed, m.target, m.channel, m.received_at, m.filename, m.media_type, m.size, m.digest,
    exists (select from retention.destroyed d where d.ref = m.id and d.kind in ('message-bodies', 'exchange-bodies')) as destroyed
from archive.message m;

-- Columns that are added to the audit later are in the whole row.
create view evidence.audit as
select a.id, a.at, a.actor, a.address, a.action, a.what, a.result, to_jsonb(a)::text as whole from security.audit a;

-- Bodies that came of age and were destroyed: their lines, sizes and digests stay.
create view evidence.destroyed as
select d.ref as message_id, d.at from retention.destroyed d where d.kind in ('message-bodies', 'exchange-bodies');

create view evidence.month_elsewhere as
select m.month, m.since, m.file from archive.month m where m.state = 2;
