-- Sources that are paused, and acceptance checks of sources.
create table ops.source_pause (
    id          bigint generated always as identity primary key,
    feed        text        not null,
    paused_at   timestamptz not null,
    paused_by   text        not null,
    reason      text        not null,
    resumed_at  timestamptz,          -- none while the source is paused
    resumed_by  text,
    resumed_why text
);

comment on table ops.source_pause is 'When a source was paused and resumed, by whom and why (暂停与恢复接入).';

create unique index source_paused on ops.source_pause (feed) where resumed_at is null;
create index source_pause_by_feed on ops.source_pause (feed, id);

create table ops.acceptance (
    id         bigint generated always as identity primary key,
    feed       text        not null,
    volume     int         not null, -- records one message of the source is expected to bring at most
    since      timestamptz not null, -- messages archived and calls refused from here on count
    started_at timestamptz not null,
    started_by text        not null,
    ended_at   timestamptz,          -- none while it is under way
    ended_by   text,
    passed     boolean,
    remark     text,
    report     text                  -- what was found when it ended, JSON
);

comment on table ops.acceptance is 'Acceptance checks of sources (接口自检): begun, and what was found when they ended.';

create unique index acceptance_open on ops.acceptance (feed) where ended_at is null;
create index acceptance_by_feed on ops.acceptance (feed, id);
