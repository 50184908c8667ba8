-- A replay that is cancelled while it runs has a chunk under way at that moment: its results are leaves once no node is at it any more.
create or replace view proof.ended_replay as
select j.id as replay from replay.job j
where j.started_at is not null and (j.state = 7 or j.state = 6 and (j.leased_until is null or j.leased_until < now()))
    and not exists (select from proof.replay_done d where d.replay = j.id)
union all
select r.id from ledger.ruling r where not exists (select from proof.replay_done d where d.replay = r.id);
