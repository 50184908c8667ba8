-- Ways in that the hub asks for or listens at: polled interfaces and queues.
create schema if not exists channel;

create table channel.poll_source (
    source       text    not null primary key,
    watermark    timestamptz, -- everything that changed before it is archived; none before the first whole round
    window_no    bigint  not null default 0,
    window_open  boolean not null default false, -- the window is asked for again until a round reads it whole
    window_since timestamptz,
    window_until timestamptz,
    clock_ahead  bigint  not null default 0, -- milliseconds by which the source's clock is ahead of ours
    quiet_page   text, -- digest of the only page of the last round
    quiet_window bigint,
    failures     int     not null default 0, -- rounds in a row
    next_at      timestamptz not null default '-infinity',
    succeeded_at timestamptz,
    leased_by    text,
    leased_until timestamptz
);

comment on table channel.poll_source is 'How far each polled interface has been read, and which node reads it now.';

create table channel.poll_round (
    id         bigint generated always as identity primary key,
    source     text        not null references channel.poll_source,
    window_no  bigint      not null,
    since      timestamptz,
    until      timestamptz,
    started_at timestamptz not null,
    ended_at   timestamptz,
    state      smallint    not null, -- 1 running, 2 done, 3 failed, 4 interrupted
    passes     int         not null default 0,
    pages      int         not null default 0,
    records    bigint      not null default 0, -- of the last pass
    promised   bigint, -- by the source, in the last pass
    code       text,
    detail     text
);

comment on table channel.poll_round is 'One line per attempt to read a window of a polled interface (轮询).';

create index poll_round_by_source on channel.poll_round (source, id);

create table channel.poll_page (
    round_id   bigint not null references channel.poll_round on delete cascade,
    number     int    not null, -- in the order of asking, over all passes
    page       int    not null, -- as asked for
    message_id bigint not null,
    primary key (round_id, number)
);

comment on table channel.poll_page is 'Which archived message holds a page; the same message again if the page had not changed.';

create table channel.queue_reply (
    message_id     bigint      not null primary key,
    queue          text        not null,
    correlation_id text,
    asked_at       timestamptz not null,
    taken_until    timestamptz not null default '-infinity'
);

comment on table channel.queue_reply is 'Answers still owed to senders that named a reply queue; a line goes once its answer is sent.';
