-- The return loop (退回补正): what went back to its sender, and what the sender sent instead.
create table ledger.returned (
    message_id           bigint      not null,
    row_no               int         not null,
    feed                 smallint    not null, -- of ledger.feed
    source_record_no     text        not null, -- '' where the record had none
    outcome              smallint    not null, -- 5 conflict, 6 rejected, 7 parked
    returned_at          timestamptz not null,
    attempt              int         not null, -- 1 when the record went back for the first time, 2 when its correction did
    first_returned_at    timestamptz not null, -- when the first attempt went back: the record's age
    corrected_by_message bigint,               -- the message that brought the record again
    corrected_by_row     int,
    corrected_outcome    smallint,             -- what became of it then; 5 to 7: it went back once more, as its own line
    corrected_at         timestamptz,
    primary key (message_id, row_no)
);

comment on table ledger.returned is
    'One line per source record that went back. Open while nothing newer of the same record has come; a record is open at most once per message.';

-- Looked up chunk by chunk while a feed has open lines, and left out of the way of feeds that have none.
create index returned_open on ledger.returned (feed, source_record_no) where corrected_by_message is null;
create index returned_open_message on ledger.returned (feed, message_id) where corrected_by_message is null;
create index returned_by_correction on ledger.returned (corrected_by_message, corrected_by_row)
    where corrected_by_message is not null;
