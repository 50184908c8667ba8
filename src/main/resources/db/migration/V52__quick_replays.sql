-- A replay changes every complaint it touches: with room beside it a changed line needs no new entries in the five indexes.
alter table ledger.record set (fillfactor = 50);

-- What works beside the intake gives way to a replay too, unless its rate is limited.
create view replay.busy as
select j.id as replay from replay.job j where j.state in (1, 3) and j.rate = 0 and j.leased_until > now();

comment on view replay.busy is 'Replays that a node is planning or running at this moment, as fast as it goes.';

create or replace view search.waiting as
select message_id from archive.waiting union all select b.replay from replay.busy b;

create or replace view personal.waiting as
select message_id from archive.waiting union all select b.replay from replay.busy b;
