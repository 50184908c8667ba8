-- What sealing decides by: gathered where it lies, without a round trip through the hub.
create view delivery.due_head as
select d.due_no, d.target, d.record_id, d.revision, d.kind, v.standing, r.source_record_no, v.at as recorded_at,
    octet_length(v.fields::text) as bytes
from ledger.due d
    join ledger.record r on r.id = d.record_id
    join ledger.revision v on v.record_id = d.record_id and v.revision = d.revision;

comment on view delivery.due_head is 'Entries of the outbox without their fields: due_no rises in the order of commit; bytes are those of the fields as stored';
