-- Passwords that an administrator draws, second factors, and sessions at the pages.
alter table security.credential add column issued_by text; -- who drew it; none for one that its owner chose
alter table security.credential add column expires_at timestamptz; -- of one that was drawn and not changed yet
alter table security.credential add column needs_confirmation boolean not null default false;
alter table security.credential add column confirmed_by text; -- a second person; one that needs it and has none opens nothing

create table security.second_factor (
    person       text        not null primary key, -- of security.person, or the first administrator, who is of no table
    secret       bytea       not null, -- sealed
    begun_at     timestamptz not null,
    confirmed_at timestamptz, -- none until its owner has shown that his device has it
    last_step    bigint      not null default 0 -- the time step of the code used last: no code opens twice
);

comment on table security.second_factor is 'What an authenticator shares with the hub (RFC 6238), sealed (第二因素).';

create table security.recovery_code (
    person  text        not null references security.second_factor on delete cascade,
    digest  bytea       not null, -- SHA-256
    used_at timestamptz,
    primary key (person, digest)
);

comment on table security.recovery_code is 'Each opens once in place of a code, for who lost his device (恢复码).';

create table security.session (
    id       bigint generated always as identity primary key,
    person   text        not null,
    address  text        not null,
    agent    text        not null, -- as the browser calls itself
    way      text        not null check (way in ('password', 'provider')),
    begun_at timestamptz not null,
    seen_at  timestamptz not null, -- to the minute
    ended_at timestamptz,
    ended_by text -- the person who ended it; none if it was ended by a rule
);

comment on table security.session is 'Who is logged in at the pages (会话). Ended ones are kept for thirty days.';

create index session_open on security.session (person, id) where ended_at is null;
create index session_ended on security.session (ended_at) where ended_at is not null;
