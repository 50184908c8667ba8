-- Months all bodies of which are due are emptied at one stroke.
alter table retention.job add column months_looked_at int not null default 0; -- 202603: up to here it is known whether they go whole

comment on column archive.month_event.action is 'detached, attached, emptied: its bodies were destroyed at one stroke';

-- What a line of the certificate says of a body, so that lines can be written where the bodies are.
create or replace view retention.message_body as
select m.id as ref, m.feed, m.id as message_id, m.received_at as at, m.size as bytes, m.digest
from archive.message m
where m.kind = 1 and m.direction = 1 and m.feed is not null
    and not exists (select from archive.waiting w where w.message_id = m.id)
    and not exists (select from ledger.intake i where i.message_id = m.id and i.status = 1)
    and not exists (select from retention.destroyed d where d.kind = 'message-bodies' and d.ref = m.id);

create or replace view retention.exchange_body as
select m.id as ref, null::text as feed, m.id as message_id, m.received_at as at, m.size as bytes, m.digest
from archive.message m
where m.target is not null and m.kind in (2, 3)
    and not exists (select from retention.destroyed d where d.kind = 'exchange-bodies' and d.ref = m.id);

create view retention.body as
select 'message-bodies' as kind, b.* from retention.message_body b
union all
select 'exchange-bodies', b.* from retention.exchange_body b;

-- All that lies in the archive, of age or not: a month goes whole only if nothing in it is left unexplained.
create view retention.piece as select s.message_id from archive.segment s;

create view retention.archived as
select m.id, case
    when m.kind = 1 and m.direction = 1 and m.feed is not null then 'message-bodies'
    when m.target is not null and m.kind in (2, 3) then 'exchange-bodies'
    else 'document' end as kind
from archive.message m;
