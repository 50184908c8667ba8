-- Publishing: versions of mappings that people put into force while the hub runs.
create schema publishing;

create table publishing.version (
    feed     text        not null,
    version  text        not null, -- as ledger.intake.mapping tells it: the file's own version and a digest of its text
    pack     text        not null,
    digest   text        not null, -- SM3 of the text
    text     text        not null,
    first_at timestamptz not null, -- when it stood in a file at a start, or was approved
    primary key (feed, version)
);

comment on table publishing.version is 'Every text of a mapping that counted or is approved to. Only added to.';

create table publishing.file_start (
    id      bigint generated always as identity primary key,
    feed    text        not null,
    version text        not null,
    at      timestamptz not null
);

comment on table publishing.file_start is 'What the files said at a start, whenever that was not what they had said before.';

create index file_start_by_feed on publishing.file_start (feed, id);

create table publishing.publication (
    id           bigint generated always as identity primary key,
    feed         text        not null,
    version      text        not null,
    pack         text        not null,
    digest       text        not null,
    text         text        not null,
    base         text        not null, -- the version in force when it was begun
    returns      boolean     not null, -- an earlier version once more
    state        text        not null check (state in ('DRAFT', 'PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    author       text        not null,
    created_at   timestamptz not null,
    changed_by   text        not null,
    changed_at   timestamptz not null,
    reason       text,
    wanted_at    timestamptz, -- null: as soon as it is approved
    proposed_by  text,
    proposed_at  timestamptz,
    decided_by   text,
    decided_at   timestamptz,
    decision     text,        -- why it was refused or withdrawn
    effective_at timestamptz,
    document     bigint,      -- the approval, archived
    check ((state = 'APPROVED') <= (effective_at is not null and decided_by is not null and reason is not null))
);

comment on table publishing.publication is 'The way of a version from draft into force. Of those approved, the one that took effect last counts.';

create index publication_by_feed on publishing.publication (feed, id);
create index publication_approved on publishing.publication (effective_at, id) where state = 'APPROVED';

create table publishing.shadow (
    id           bigint generated always as identity primary key,
    publication  bigint      not null references publishing.publication,
    feed         text        not null,
    version      text        not null,
    pack         text        not null,
    text         text        not null,
    since        timestamptz not null, -- messages received from then on are read
    days         int         not null,
    most         bigint      not null, -- records
    state        text        not null check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    started_by   text        not null,
    created_at   timestamptz not null,
    started_at   timestamptz,
    ended_at     timestamptz,
    messages     bigint      not null default 0, -- to read
    messages_done bigint     not null default 0,
    records      bigint      not null default 0,
    differing    bigint      not null default 0,
    answer       json,
    failure      text,
    leased_by    text,
    leased_until timestamptz
);

comment on table publishing.shadow is 'Readings of archived messages with a version that is not in force, without effect. Values in answers are masked.';

create index shadow_by_publication on publishing.shadow (publication, id);
create index shadow_to_do on publishing.shadow (id) where state in ('WAITING', 'RUNNING');

create table publishing.pack (
    pack     text        not null,
    digest   text        not null, -- SM3 of the files, by name
    version  text        not null, -- as the pack gives itself
    files    bytea       not null, -- ZIP
    first_at timestamptz not null,
    primary key (pack, digest)
);

comment on table publishing.pack is 'Every content of a standard pack that the hub was started with, so that versions can be compared. Only added to.';
