-- Personal data: who looked at it, and why.
create table security.look (
    id           bigint generated always as identity primary key,
    at           timestamptz not null,
    last_at      timestamptz not null,
    until        timestamptz not null, -- looks of the same person at the same thing up to then are this one look
    times        int         not null,
    who          text        not null,
    address      text        not null, -- of the client, at the first time
    kind         text        not null check (kind in ('RECORD', 'MESSAGE', 'REPLAY', 'RAW', 'RETURNED', 'EVIDENCE', 'EXPORT')),
    subject      text        not null, -- the complaint number, or the id of message, replay or export
    purpose      text, -- none where it was refused for want of one
    purpose_text text,
    reference    text,
    fields       text[]      not null, -- the fields whose values were seen; * where whole documents were
    records      text[]      not null, -- the complaint numbers they belong to; none where a document was handed out unread
    refused      text -- why nothing was shown
);

comment on table security.look is 'Who saw personal data, and who wanted to. One line per person, thing and grant; repeated looks are counted.';

create index look_records on security.look using gin (records);
create index look_subject on security.look (kind, subject);
create index look_open on security.look (who, kind, subject, until);

create function security.look_is_only_counted() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.times = old.times + 1 and new.last_at >= old.last_at
            and new.fields @> old.fields and new.records @> old.records and old.refused is null
            and (new.id, new.at, new.until, new.who, new.address, new.kind, new.subject, new.purpose, new.purpose_text,
                new.reference, new.refused)
                is not distinct from (old.id, old.at, old.until, old.who, old.address, old.kind, old.subject, old.purpose,
                old.purpose_text, old.reference, old.refused) then
        return new;
    end if;
    raise exception 'security.look is only added to and counted';
end $$;

create trigger only_counted before update or delete on security.look
    for each row execute function security.look_is_only_counted();

create trigger never_emptied before truncate on security.look
    for each statement execute function security.audit_is_append_only();

-- Personal values at rest: out of the fields, where null marks their places, and sealed together.
create schema personal;

create table personal.secret (
    name   text  not null primary key,
    sealed bytea not null
);

comment on table personal.secret is 'Secrets that stay when data keys change, such as the key over the digests of content.';

alter table ledger.revision add column personal bytea; -- belongs to message_id and row_no; none if there is nothing, or it was erased
alter table ledger.entry add column personal bytea;

alter table ledger.record add column content_keyed boolean not null default false; -- the digest is under the hub's key
alter table ledger.record alter column content_keyed set default true; -- for what is added from now on
alter table ledger.planned add column content_keyed boolean not null default true;

create or replace view replay.origin as
select r.id as record_id, r.opened_on, r.channel, f.name as feed, r.source_record_no, r.version, v.revision, v.message_id, v.row_no,
    v.standing, v.fields, v.personal
from ledger.record r
    join ledger.feed f on f.id = r.feed
    join ledger.revision v on v.record_id = r.id and v.revision = r.revision;

create table personal.resealing (
    one      boolean not null primary key check (one),
    at_table text, -- where it goes on; none when it is through
    after    text,
    read     bigint  not null,
    sealed   bigint  not null
);

comment on table personal.resealing is 'How far sealing anew is: one line.';
