-- The proof: one append-only log over everything that is archived, its closed days, and the checks that were made of it.
create schema proof;

create table proof.log (
    one       boolean     not null primary key default true check (one),
    id        text        not null, -- names the hub in its statements
    algorithm text        not null, -- SM3 or SHA-256, for good
    begun_at  timestamptz not null,
    size      bigint      not null default 0 -- leaves
);

comment on table proof.log is 'The log (存证日志): what it is and how many leaves it has. One row.';

create table proof.tile (
    level  smallint not null, -- 0 leaves, 1 roots of 256 leaves, 2 roots of 256 of those, …
    number bigint   not null,
    hashes bytea    not null, -- up to 256 of 32 bytes
    primary key (level, number)
);

comment on table proof.tile is 'The hashes of the tree; all its other nodes follow from them.';

alter table proof.tile alter column hashes set storage external; -- hashes do not shrink

create table proof.span (
    first_leaf bigint   not null primary key,
    kind       smallint not null check (kind between 1 and 3), -- 1 message, 2 audit, 3 outcomes
    leaves     int      not null check (leaves > 0),
    low        bigint   not null, -- ids of the rows: least and greatest
    high       bigint   not null,
    refs       bytea    not null -- ids in order of leaf, as differences; none for outcomes, which know their leaf
);

comment on table proof.span is 'Which rows stand behind leaves that follow each other.';

create index span_of_messages on proof.span using gist (int8range(low, high, '[]')) where kind = 1;
create index span_of_audit on proof.span using gist (int8range(low, high, '[]')) where kind = 2;

create table proof.outcomes (
    message_id  bigint not null,
    replay      bigint not null, -- 0 for the first outcome
    number      int    not null, -- of the stretch, from 0
    first_row   int    not null,
    last_row    int    not null,
    records     int    not null,
    root        bytea  not null, -- over the record commitments
    rows_digest bytea  not null, -- over the rows as they stand
    keys        bytea  not null, -- sealed: 16 bytes for the rows digest, then 16 for each record
    leaf        bigint not null,
    primary key (message_id, replay, number)
);

comment on table proof.outcomes is 'Stretches of source records that are leaves, with what their salts are made of.';

create unique index outcomes_by_leaf on proof.outcomes (leaf);
create index outcomes_of_replay on proof.outcomes (replay, leaf) where replay > 0;

create table proof.erased (
    message_id bigint      not null,
    replay     bigint      not null,
    row_no     int         not null,
    names      text[]      not null, -- of the fields that are gone
    positions  smallint[]  not null, -- theirs in the commitment
    digests    bytea       not null, -- theirs, 32 bytes each
    salts      bytea       not null, -- sealed: of the fields that remain, 16 bytes each
    erased_at  timestamptz not null,
    why        text        not null,
    primary key (message_id, replay, row_no)
);

comment on table proof.erased is 'Records some fields of which were erased: what is needed to check the rest. Their own keys are destroyed.';

create table proof.mark (
    kind smallint not null primary key,
    upto bigint   not null -- the highest id taken down
);

create table proof.gap (
    kind    smallint    not null,
    low     bigint      not null,
    high    bigint      not null,
    horizon bigint      not null, -- transactions from here on began later
    seen_at timestamptz not null,
    checked boolean     not null default false, -- once, when all that ran at the time had ended
    primary key (kind, low)
);

comment on table proof.gap is 'Ranges of ids that were taken down with some missing: looked at again, because ids are not committed in order.';

create table proof.unsettled (
    message_id bigint not null primary key
);

comment on table proof.unsettled is 'Inbound messages that are leaves and whose outcomes are not all leaves yet.';

create table proof.replay_done (
    replay bigint not null primary key
);

comment on table proof.replay_done is 'Replays whose results are all leaves.';

create table proof.day (
    day        date        not null primary key,
    tree_size  bigint      not null,
    root       bytea       not null,
    text       text        not null, -- lvyue-day/1
    digest     bytea       not null, -- of the text
    closed_at  timestamptz not null,
    signature  text, -- lvyue-signature/1; none while no key could sign
    stamp      bytea, -- RFC 3161 token; none while there is none
    stamped_at timestamptz,
    tried_at   timestamptz -- the last time an authority did not stamp it
);

comment on table proof.day is 'Closed days (日结声明). Rows are only ever added; a signature or a stamp may come later.';

create index day_unsigned on proof.day (day) where signature is null;
create index day_unstamped on proof.day (day) where stamp is null;

create table proof.verification (
    id          bigint generated always as identity primary key,
    asked_by    text        not null,
    asked_at    timestamptz not null,
    from_day    date,
    to_day      date,
    pinned      text, -- a statement an auditor kept outside
    state       smallint    not null, -- 1 waiting, 2 running, 3 ended, 4 cancelled
    first_leaf  bigint      not null default 0,
    last_leaf   bigint      not null default 0, -- exclusive
    phase       smallint    not null default 0,
    position    bigint      not null default 0, -- in the phase
    leaves      bigint      not null default 0, -- looked at so far
    bytes       bigint      not null default 0, -- read and hashed
    records     bigint      not null default 0,
    faults      bigint      not null default 0,
    remarks     bigint      not null default 0, -- what is no fault and should be known
    started_at  timestamptz,
    ended_at    timestamptz
);

comment on table proof.verification is 'Checks of the archive (核验).';

create table proof.fault (
    verification bigint   not null references proof.verification,
    no           bigint generated always as identity,
    fault        boolean  not null, -- or only a remark
    code         text     not null,
    place        text     not null,
    found        text     not null,
    wanted       text     not null,
    primary key (verification, no)
);

-- What the proof reads of the others.
create view proof.message as
select id, direction, kind, feed, target, channel, received_at, filename, media_type, size, digest from archive.message;

create view proof.waiting as select message_id from archive.waiting;

-- Columns that are added to the audit later are in the whole row.
create view proof.audit as
select a.id, a.at, a.actor, a.address, a.action, a.what, a.result,
    (to_jsonb(a) - array['id', 'at', 'actor', 'address', 'action', 'what', 'result'])::text as more
from security.audit a;

create view proof.intake as
select message_id, status, mapping, pack, rows_done, accepted, updated, duplicate, stale, conflict, rejected, parked from ledger.intake;

create view proof.entry as
select e.message_id, 0::bigint as replay, e.row_no, e.place, e.source_record_no, null::smallint as effect, e.outcome, e.record_id,
    e.revision, e.duplicate_of, v.standing, e.findings, coalesce(v.fields, e.fields) as fields, null::bytea as personal
from ledger.entry e left join ledger.revision v on v.record_id = e.record_id and v.revision = e.revision;

create view proof.replayed as
select p.message_id, p.replay, p.row_no, null::text as place, p.source_record_no, p.effect, p.outcome, p.record_id,
    p.revision, null::bigint as duplicate_of, v.standing, p.findings, v.fields, null::bytea as personal
from ledger.replayed p left join ledger.revision v on v.record_id = p.record_id and v.revision = p.revision;

create view proof.ended_replay as
select j.id as replay from replay.job j
where j.state in (6, 7) and j.started_at is not null and not exists (select from proof.replay_done d where d.replay = j.id);

-- Messages may be asked for by replay, in order, without reading all its records.
create view proof.replay_message as
select p.replay, p.message_id, w.mapping, w.pack
from (select distinct replay, message_id from ledger.replayed) p
    join ledger.intake i on i.message_id = p.message_id
    left join replay.read_with w on w.job = p.replay and w.feed = i.feed;

-- Whether the outcome or the result of a replay that a revision came from knows of it.
create view proof.revision as
select v.record_id, v.revision, v.message_id, v.row_no, v.replay,
    case when v.replay is null
        then exists (select from ledger.entry e where e.message_id = v.message_id and e.row_no = v.row_no
            and e.record_id = v.record_id and e.revision = v.revision)
        else exists (select from ledger.replayed p where p.replay = v.replay and p.message_id = v.message_id and p.row_no = v.row_no
            and p.record_id = v.record_id and p.revision = v.revision)
    end as known
from ledger.revision v;

-- What was destroyed under a certificate. The tables for it come later.
create view proof.destroyed as select null::text as kind, null::bigint as ref, null::bigint as job where false;
