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
