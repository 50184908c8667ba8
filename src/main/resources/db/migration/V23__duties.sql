-- Who may do what, what each has done, and for how long what is kept.
create table security.person (
    name        text        not null primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    shown       text        not null, -- as a colleague would write it
    created_at  timestamptz not null,
    created_by  text        not null,
    disabled_at timestamptz
);

comment on table security.person is 'People who may come in (用户). One who left stays, disabled: the audit names him.';

create table security.role_grant (
    id         bigint generated always as identity primary key,
    person     text        not null references security.person,
    role       text        not null,
    feeds      text[]      not null default '{}', -- of a source clerk; empty for every other role
    granted_at timestamptz not null,
    granted_by text        not null,
    revoked_at timestamptz,
    revoked_by text
);

comment on table security.role_grant is 'Which roles a person has and had. A revoked one stays, so that it is known what he could do when.';

create unique index role_held on security.role_grant (person, role) where revoked_at is null;

-- A token of a person; those without one are the preset ones of the environment and the settings.
alter table security.token add column person text references security.person;
alter table security.token add column expires_at timestamptz;
alter table security.token add column issued_by text;
alter table security.token add column confirmed_by text; -- a second person; a token that needs one and has none opens nothing
alter table security.token add column needs_confirmation boolean not null default false;

create index token_of_person on security.token (person) where person is not null;

-- Earlier rows stay as they are: without these.
alter table security.audit add column object text; -- what it was done to: replay 17, user li
alter table security.audit add column before text; -- as it was, JSON; nothing secret, nothing personal
alter table security.audit add column after text;
alter table security.audit add column purpose text; -- why, in the words of who did it
alter table security.audit add column reference text; -- the case or letter that asks for it

comment on table security.audit is 'Who did what, when, from where and why (审计). Rows are only ever added.';

create index audit_by_actor on security.audit (actor, id);
create index audit_by_action on security.audit (action, id);
create index audit_by_object on security.audit (object, id) where object is not null;

create schema retention;

create table retention.hold (
    id             bigint generated always as identity primary key,
    scope          text        not null check (scope in ('record', 'message', 'feed', 'period')),
    feed           text,
    message_id     bigint,
    record_id      bigint,
    record_name    text, -- the record's number as people know it
    from_at        timestamptz, -- of feed or period: what was received from here on
    until_at       timestamptz, -- up to here, excluded
    reason         text        not null,
    reference      text        not null,
    placed_by      text        not null,
    placed_at      timestamptz not null,
    released_by    text,
    released_at    timestamptz,
    release_reason text,
    check ((scope = 'record') = (record_id is not null)),
    check ((scope = 'message') = (message_id is not null)),
    check ((scope = 'feed') = (feed is not null)),
    check (scope <> 'period' or (from_at is not null and until_at is not null and from_at < until_at))
);

comment on table retention.hold is 'What must not be destroyed whatever its age (法律保留). A released one stays.';

create table retention.job (
    id             bigint generated always as identity primary key,
    state          smallint    not null, -- 1 planned, 2 approved, 3 running, 4 done, 5 cancelled
    author         text        not null,
    reason         text        not null,
    created_at     timestamptz not null,
    approved_by    text,
    approved_at    timestamptz,
    started_by     text,
    started_at     timestamptz,
    progressed_at  timestamptz,
    stopped_by     text, -- who cancelled it while it ran
    ended_at       timestamptz,
    certificate    bigint, -- the archived document
    certificate_digest text, -- SM3, hex
    signature      text,
    algorithm      text,
    key_id         text,
    check (approved_by is null or approved_by <> author)
);

comment on table retention.job is 'One line per destruction: planned by one, approved by another (销毁).';

create table retention.item (
    job          bigint      not null references retention.job,
    number       int         not null,
    kind         text        not null,
    feed         text, -- none for a kind that is not kept by feed
    period       text        not null, -- ISO 8601, as the policy said when it was planned
    due_before   timestamptz not null, -- frozen: what is younger stays whatever the policy says later
    things       bigint      not null, -- as planned
    bytes        bigint      not null,
    oldest       timestamptz,
    held         bigint      not null,
    passed       bigint      not null default 0, -- everything up to here was looked at
    gone_things  bigint      not null default 0,
    gone_bytes   bigint      not null default 0,
    done         boolean     not null default false,
    primary key (job, number)
);

create table retention.destroyed (
    kind   text   not null,
    ref    bigint not null, -- message, round, alarm: see kind
    job    bigint not null references retention.job,
    rows   int    not null, -- lines that went
    bytes  bigint not null,
    digest text   not null, -- hex: of a body its SM3, of lines the SHA-256 over theirs
    at     timestamptz not null,
    primary key (kind, ref)
);

comment on table retention.destroyed is 'What is gone, by its digest; the certificate lists it (销毁清单). Rows are only ever added.';

create index destroyed_by_job on retention.destroyed (job, kind, ref);

create function retention.destroyed_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'retention.destroyed is append-only';
end $$;

create trigger append_only before update or delete on retention.destroyed
    for each statement execute function retention.destroyed_is_append_only();

-- What may come of age, one view for each kind, with the same columns: ref, feed, message_id, at, bytes.
create view retention.message_body as
select m.id as ref, m.feed, m.id as message_id, m.received_at as at, m.size as bytes
from archive.message m
where m.kind = 1 and m.direction = 1 and m.feed is not null
    and not exists (select from archive.waiting w where w.message_id = m.id)
    and not exists (select from ledger.intake i where i.message_id = m.id and i.status = 1)
    and not exists (select from retention.destroyed d where d.kind = 'message-bodies' and d.ref = m.id);

create view retention.exchange_body as
select m.id as ref, null::text as feed, m.id as message_id, m.received_at as at, m.size as bytes
from archive.message m
where m.target is not null and m.kind in (2, 3)
    and not exists (select from retention.destroyed d where d.kind = 'exchange-bodies' and d.ref = m.id);

create view retention.entry_fields as
select i.message_id as ref, i.feed, i.message_id, i.received_at as at, 0::bigint as bytes
from ledger.intake i
where i.status <> 1
    and exists (select from ledger.entry e where e.message_id = i.message_id and e.fields is not null)
    and not exists (select from retention.destroyed d where d.kind = 'entry-fields' and d.ref = i.message_id);

create view retention.poll_round as
select r.id as ref, null::text as feed, null::bigint as message_id, r.ended_at as at, 0::bigint as bytes
from channel.poll_round r where r.ended_at is not null;

create view retention.alarm as
select a.id as ref, null::text as feed, null::bigint as message_id, a.cleared_at as at, 0::bigint as bytes
from ops.alarm a where a.cleared_at is not null;

create view retention.entry as
select e.record_id, e.message_id from ledger.entry e where e.record_id is not null;

-- Which messages an open hold protects. Packages and receipts carry records of many feeds: any hold protects all of them.
create function retention.is_held(message bigint, of_feed text, received timestamptz) returns boolean language sql stable as $$
    select exists (
        select from retention.hold h
        where h.released_at is null
            and case h.scope
                when 'message' then h.message_id = message or of_feed is null
                when 'record' then of_feed is null
                    or exists (select from retention.entry e where e.record_id = h.record_id and e.message_id = message)
                when 'feed' then (of_feed is null or h.feed = of_feed)
                    and received >= coalesce(h.from_at, '-infinity') and received < coalesce(h.until_at, 'infinity')
                else received >= h.from_at and received < h.until_at end)
$$;

-- Months that must stay where they are, for the archive: it asks before it hands a month over.
create or replace view archive.held_month as
select distinct held.month, held.reason from (
    select (h.message_id / 10000000000)::int as month, h.reason
    from retention.hold h where h.released_at is null and h.scope = 'message'
    union all
    select (e.message_id / 10000000000)::int, h.reason
    from retention.hold h join ledger.entry e on e.record_id = h.record_id
    where h.released_at is null and h.scope = 'record'
    union all
    select archive.month_of(m), h.reason
    from retention.hold h
        cross join generate_series(
            date_trunc('month', coalesce(h.from_at, h.placed_at - interval '20 years') at time zone 'Asia/Shanghai')
                at time zone 'Asia/Shanghai',
            least(coalesce(h.until_at, now()), now()), interval '1 month') m
    where h.released_at is null and h.scope in ('feed', 'period')) held;
