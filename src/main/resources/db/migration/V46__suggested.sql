-- The look-alikes of one record, for its page: what waits in the work list and what was ruled on, and nothing else.
create index look_alike_other on ledger.look_alike (other);

create view work.suggested as
select a.record_id, r.opened_on, r.channel, o.id as other_id, o.opened_on as other_opened_on, o.channel as other_channel, a.seen_at as at,
    a.ruling, u.ruling as word, u.author, u.reason, u.at as ruled_at
from ledger.look_alike a
    join ledger.record r on r.id = a.record_id
    join ledger.record o on o.id = a.other
    left join ledger.ruling u on u.id = a.ruling
where a.ruling is not null or r.state = 1 and o.state = 1 and r.matter = a.matter and o.matter = a.matter;
